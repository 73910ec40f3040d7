// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** JSON with integers of any size: Node 20 can neither print a bigint nor read one back. */
import { jsonString } from './escape.js';

/** What a document is made of. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Prints bigints as integer literals. With `step` (two spaces) one member a line, without it one line in all. */
export const writeJson = (value: Json, step = ''): string => write(value, step, step === '' ? '' : '\n');

const write = (value: Json, step: string, margin: string): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return String(value);
  }
  const inner = margin + step;
  const colon = step === '' ? ':' : ': ';
  const items = isList(value)
    ? value.map((item) => write(item, step, inner))
    : Object.entries(value).map(([key, item]) => jsonString(key) + colon + write(item, step, inner));
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  return items.length === 0 ? open + close : open + inner + items.join(`,${inner}`) + margin + close;
};

const STRING = /"(?:[^"\\]|\\.)*"/g;

// A string, kept whole, or an integer that a double may not hold; not the digits of a fraction or an exponent.
const STRING_OR_BIG = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Reads JSON; integers past 2^53 come back as bigints. @throws SyntaxError as JSON.parse does. */
export const readJson = (text: string): Json => {
  // A mark that no string of the text begins with, however its letters are spelled.
  const strings = (text.match(STRING) ?? []).map((token) =>
    token.includes('\\') ? JSON.parse(token) : token.slice(1),
  );
  let mark = 'bigint:';
  while (strings.some((string) => string.startsWith(mark))) mark = `_${mark}`;
  const marked = text.replace(STRING_OR_BIG, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${mark}${token}"`,
  );
  return JSON.parse(marked, (_key, value) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
};

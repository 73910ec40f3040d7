// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** JSON with integers of any size: Node 20 can neither print a bigint nor read one back. */
import { jsonString } from './escape.js';

/** What a document is made of. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Prints bigints as integer literals. With `step` (two spaces) one member a line, without it one line in all. */
export const writeJson = (value: Json, step = ''): string => {
  // The same keys come with every record: each is made safe once.
  const quoted = new Map<string, string>();
  const quoteKey = (key: string): string => {
    const known = quoted.get(key);
    if (known !== undefined) return known;
    const fresh = jsonString(key) + (step === '' ? ':' : ': ');
    quoted.set(key, fresh);
    return fresh;
  };
  return write(value, step, step === '' ? '' : '\n', quoteKey);
};

const write = (value: Json, step: string, margin: string, quoteKey: (key: string) => string): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return String(value);
  }
  const inner = margin + step;
  const items = isList(value)
    ? value.map((item) => write(item, step, inner, quoteKey))
    : Object.entries(value).map(([key, item]) => quoteKey(key) + write(item, step, inner, quoteKey));
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  return items.length === 0 ? open + close : open + inner + items.join(`,${inner}`) + margin + close;
};

const STRING = /"(?:[^"\\]|\\.)*"/g;

// A string, kept whole, or an integer that a double may not hold; not the digits of a fraction or an exponent.
const STRING_OR_BIG = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** A member that an object has twice: JSON.parse takes the last one without a word, and a tool's answer is lost. */
export type Duplicates = 'last' | 'refused';

/** Reads JSON; integers past 2^53 come back as bigints. @throws SyntaxError as JSON.parse does, and for a duplicate */
export const readJson = (text: string, { duplicates = 'last' }: { readonly duplicates?: Duplicates } = {}): Json => {
  // A mark that no string of the text begins with, however its letters are spelled.
  const strings = (text.match(STRING) ?? []).map((token) =>
    token.includes('\\') ? JSON.parse(token) : token.slice(1),
  );
  let mark = 'bigint:';
  while (strings.some((string) => string.startsWith(mark))) mark = `_${mark}`;
  const marked = text.replace(STRING_OR_BIG, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${mark}${token}"`,
  );
  const value: Json = JSON.parse(marked, (_key, value) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
  const twice = duplicates === 'refused' ? memberTwice(text) : null;
  if (twice !== null) throw new SyntaxError(`${jsonString(twice)} is there twice in one object`);
  return value;
};

// A key is a string before a colon; what stands between the tokens does not matter in JSON that was understood.
const KEY_OR_BRACKET = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g;

/** The first key that one object of this JSON has twice; null when there is none. */
const memberTwice = (text: string): string | null => {
  const open: Set<string>[] = [];
  for (const [token] of text.matchAll(KEY_OR_BRACKET)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const key: string = JSON.parse(token.slice(0, -1));
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    }
  }
  return null;
};

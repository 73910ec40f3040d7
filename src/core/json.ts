// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** JSON with integers of any size: Node 20 can neither print a bigint nor read one back. */

import { jsonString } from './escape.js';
import { readValidJson } from './json-reader.js';
import type { Json } from './json-value.js';

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
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written as JSON`);
    return String(value);
  }
  const inner = margin + step;
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  let out = '';
  if (isList(value)) {
    for (const item of value) out += (out === '' ? inner : `,${inner}`) + write(item, step, inner, quoteKey);
  } else {
    // A list of all members as pairs would cost more than their text.
    for (const key of Object.keys(value)) {
      const item = write(value[key] ?? null, step, inner, quoteKey);
      out += (out === '' ? inner : `,${inner}`) + quoteKey(key) + item;
    }
  }
  return out === '' ? open + close : open + out + margin + close;
};

/** A member that an object has twice: JSON.parse takes the last one without a word, and a tool's answer is lost. */
export type Duplicates = 'last' | 'refused';

/** Reads JSON; integers past 2^53 come back as bigints. @throws SyntaxError as JSON.parse does, and for a duplicate */
export const parseJson = (text: string, { duplicates = 'last' }: { readonly duplicates?: Duplicates } = {}): Json => {
  // JSON.parse checks the syntax; and most texts have no number that it cannot hold.
  const value: Json = JSON.parse(text);
  return duplicates === 'last' && !LONG_NUMBER.test(text) ? value : readValidJson(text, duplicates === 'refused');
};

// 2^53 has 16 digits.
const LONG_NUMBER = /\d{16}/;

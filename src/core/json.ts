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

const STRING = /"(?:[^"\\]|\\.)*"/g;

// An integer that a double may not hold; not the digits of a fraction or an exponent, nor what JSON does not have: 01, a key.
const LONG = /(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE]|\s*:)/g;

/** A member that an object has twice: JSON.parse takes the last one without a word, and a tool's answer is lost. */
export type Duplicates = 'last' | 'refused';

/** Reads JSON; integers past 2^53 come back as bigints. @throws SyntaxError as JSON.parse does, and for a duplicate */
export const readJson = (text: string, { duplicates = 'last' }: { readonly duplicates?: Duplicates } = {}): Json => {
  const mark = markFor(text);
  const marked = withMarks(text, mark);
  // Most texts have no such number: then nothing is looked at twice.
  const value: Json =
    marked === text
      ? JSON.parse(text)
      : JSON.parse(marked, (_key, value) =>
          typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
        );
  const twice = duplicates === 'refused' ? memberTwice(text) : null;
  if (twice !== null) throw new SyntaxError(`${jsonString(twice)} is there twice in one object`);
  return value;
};

/** A mark that no string of the text begins with, however its letters are spelled. */
const markFor = (text: string): string => {
  // Only where letters are spelled by their numbers is a string another one than it looks.
  const spelled = text.includes('\\u') ? (text.match(STRING) ?? []).filter((token) => token.includes('\\')) : [];
  const strings = spelled.map((token): string => JSON.parse(token));
  let mark = 'bigint:';
  while (text.includes(mark) || strings.some((string) => string.startsWith(mark))) mark = `_${mark}`;
  return mark;
};

/** Long integers as strings with the mark before them; those within strings stay. */
const withMarks = (text: string, mark: string): string => {
  let out = '';
  let copied = 0;
  let passed = 0; // every string that begins before it ends before it
  for (const { 0: digits, index } of text.matchAll(LONG)) {
    for (let open = text.indexOf('"', passed); open >= 0 && open < index; open = text.indexOf('"', passed))
      passed = endOfString(text, open);
    if (index < passed || Number.isSafeInteger(Number(digits))) continue;
    out += `${text.slice(copied, index)}"${mark}${digits}"`;
    copied = index + digits.length;
  }
  return out + text.slice(copied);
};

/** The place behind the string that begins here; the end of the text for one that never ends. */
const endOfString = (text: string, open: number): number => {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
  return text.length;
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

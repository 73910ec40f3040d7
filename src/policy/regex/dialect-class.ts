// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Classes: `[a-z0-9_.-]`, `[[:xdigit:]]`. No negated classes, and no ranges across kinds of characters. */

import { type Characters, charactersBetween, charactersOf, DIGIT, NAMED, NONE, WORD } from './characters.js';
import { type Cursor, type DialectError, dialectError, nextCharacter } from './cursor.js';
import { alternationOf, type Pattern } from './pattern.js';

/** The class at the cursor. */
export const parseClass = (cursor: Cursor): Pattern | DialectError => {
  cursor.at++;
  if (nextCharacter(cursor) === '^')
    return dialectError('"[^" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]');
  const start = cursor.at;
  let set: Characters = NONE;
  while (nextCharacter(cursor) !== ']') {
    if (nextCharacter(cursor) === undefined) return dialectError('"[" is not closed; use \\[ for a literal [');
    const item = readItem(cursor, cursor.at === start);
    if (typeof item !== 'bigint') return item;
    set |= item;
  }
  if (set === NONE) return dialectError('"[]" is not allowed; use \\] for a literal ]');
  cursor.at++;
  return alternationOf(set);
};

const readItem = (cursor: Cursor, isFirst: boolean): Characters | DialectError => {
  if (cursor.source.startsWith('[:', cursor.at)) return readNamed(cursor);
  const first = readCharacter(cursor);
  if (typeof first !== 'string') return first;
  const isRange = nextCharacter(cursor) === '-' && cursor.source[cursor.at + 1] !== ']';
  // `[a-z]`, but `[-a]` and `[a-]`: a hyphen at an end is a hyphen.
  if (first === '-' && !isFirst && nextCharacter(cursor) !== ']')
    return dialectError('"-" is not allowed here; use \\- for a hyphen');
  if (!isRange) return charactersOf(first);
  cursor.at++;
  const last = readCharacter(cursor);
  if (typeof last !== 'string') return typeof last === 'bigint' ? notARange(`${first}-\\`) : last;
  return isPlainRange(first, last) ? charactersBetween(first, last) : notARange(`${first}-${last}`);
};

/** One character that may begin or end a range; or a set that may not: of `\d`, of `\w`, of an escaped hyphen. */
const readCharacter = (cursor: Cursor): string | Characters | DialectError => {
  const char = nextCharacter(cursor) ?? '';
  if (char === '[' || char === '$')
    return dialectError(`"${char}" is not allowed in a class; use \\${char} for a literal ${char}`);
  cursor.at++;
  if (char !== '\\') return char;
  const escaped = nextCharacter(cursor) ?? '';
  cursor.at++;
  if (escaped === 'd') return DIGIT;
  if (escaped === 'w') return WORD;
  if (escaped === '-') return charactersOf('-');
  return /^[^A-Za-z0-9]$/.test(escaped)
    ? escaped
    : dialectError(`"\\${escaped}" is not allowed in a class; list the allowed characters`);
};

const readNamed = (cursor: Cursor): Characters | DialectError => {
  const name = /^\[:([^:\]]*):\]/.exec(cursor.source.slice(cursor.at))?.[1] ?? '';
  const set = NAMED.get(name);
  if (set === undefined) return dialectError(`"[:${name}:]" is not supported; list the allowed characters`);
  cursor.at += name.length + 4;
  return set;
};

/** From digit to digit, or from letter to letter of one case. `[A-z]` holds six signs, `[+-.]` a comma. */
const isPlainRange = (first: string, last: string): boolean =>
  first <= last && [/^[0-9]{2}$/, /^[a-z]{2}$/, /^[A-Z]{2}$/].some((kind) => kind.test(first + last));

const notARange = (range: string): DialectError =>
  dialectError(`invalid range "${range}": use digits or letters of one case, or \\- for a hyphen`);

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses single characters of a regex: escapes, and signs that are refused at their place. */

import { DIGIT, WORD } from './characters.js';
import { type Cursor, type DialectError, dialectError, nextCharacter } from './cursor.js';
import { alternationOf, type Pattern, text } from './pattern.js';

const ANCHOR = 'words always match completely; leave it out';
const WIDE = 'list the allowed characters, e.g. [A-Za-z0-9_-]';
const PLAIN = 'use the character itself';

/** Why an escape other than `\d`, `\w` and of punctuation is refused. */
const REFUSED_ESCAPES: Readonly<Record<string, string>> = {
  s: 'arguments of a rule cannot contain white space; leave it out',
  S: WIDE,
  D: WIDE,
  W: WIDE,
  C: WIDE,
  p: WIDE,
  P: WIDE,
  X: WIDE,
  b: ANCHOR,
  B: ANCHOR,
  A: ANCHOR,
  z: ANCHOR,
  Z: ANCHOR,
  Q: 'escape each character with \\',
  E: 'escape each character with \\',
};

/** A backslash and its character: `\d`, `\w`, or a literal sign. */
export const parseEscape = (cursor: Cursor): Pattern | DialectError => {
  const char = cursor.source[cursor.at + 1];
  if (char === undefined) return dialectError('trailing "\\": nothing to escape; use \\\\ for a backslash');
  cursor.at += 2;
  if (char === 'd') return alternationOf(DIGIT);
  if (char === 'w') return alternationOf(WORD);
  if (!/[A-Za-z0-9]/.test(char)) return text(char);
  return dialectError(`"\\${char}" is not allowed; ${escapeAdvice(char)}`);
};

const escapeAdvice = (char: string): string =>
  /[0-9k]/.test(char) ? 'group references are not supported' : (REFUSED_ESCAPES[char] ?? PLAIN);

/** Why the next sign is not allowed here; null for an ordinary character. */
export const rejectCharacter = (cursor: Cursor): DialectError | null => {
  const char = nextCharacter(cursor) ?? '';
  if (char === '.') return dialectError(`"." is not allowed; use ${dotAdvice(cursor)}`);
  if (char === '^') return dialectError(`"^" is not allowed: ${ANCHOR}, or use \\^ for a literal ^`);
  if ('*+?'.includes(char)) return dialectError(`"${char}" has nothing to repeat; use \\${char} for a literal ${char}`);
  return ']{'.includes(char)
    ? dialectError(`"${char}" is not allowed here; use \\${char} for a literal ${char}`)
    : null;
};

/** Suggestions in place of a dot. */
const dotAdvice = (cursor: Cursor): string => {
  if (!'*+?{'.includes(cursor.source[cursor.at + 1] ?? ' ')) return '\\.';
  return /[0-9_]/.test(cursor.source[cursor.at - 1] ?? '') ? '[0-9]+' : '[A-Za-z0-9_-]+';
};

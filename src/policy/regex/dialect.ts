// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The regexes that a policy may use: RE2 without its traps. What can surprise (a dot that is any character, a class of
 * everything else, a match of nothing) is refused when the policy is read, with what to write instead.
 */

import { REGEX_LIMITS } from '../grammar/limits.js';
import { type Cursor, type DialectError, dialectError, type Macros, nextCharacter } from './cursor.js';
import { parseEscape, rejectCharacter } from './dialect-atoms.js';
import { parseClass } from './dialect-class.js';
import { parseRepeat } from './dialect-repeat.js';
import { alternation, type Pattern, sequencePattern, text } from './pattern.js';

/** A parsed regex with the macros that it names, or why it is refused. */
export type Dialect =
  | { readonly kind: 'read'; readonly pattern: Pattern; readonly uses: readonly string[] }
  | DialectError;

/** Parses one regex. `macros` returns the value of a `$NAME`. */
export const parseRegex = (source: string, macros: Macros): Dialect => {
  const cursor: Cursor = { source, at: 0, macros, uses: new Set() };
  const pattern = readChoice(cursor);
  if (pattern.kind === 'refused') return pattern;
  if (cursor.at < source.length) return dialectError('unmatched ")"; use \\) for a literal )');
  const { size, depth, copies } = REGEX_LIMITS;
  if (pattern.copies > copies) return dialectError(`repeats multiply to more than ${copies}; use smaller ones`);
  if (pattern.size > size) return dialectError(`too large: more than ${size} characters with every repeat expanded`);
  if (pattern.depth > depth) return dialectError(`too deep: more than ${depth} nested groups`);
  return { kind: 'read', pattern, uses: [...cursor.uses] };
};

const readChoice = (cursor: Cursor): Pattern | DialectError => {
  const parts: Pattern[] = [];
  for (;;) {
    const part = readSequence(cursor);
    if (part.kind === 'refused') return part;
    parts.push(part);
    if (nextCharacter(cursor) !== '|') return alternation(parts);
    cursor.at++;
  }
};

const readSequence = (cursor: Cursor): Pattern | DialectError => {
  const parts: Pattern[] = [];
  while (![undefined, '|', ')'].includes(nextCharacter(cursor))) {
    const atom = readAtom(cursor);
    const part = atom.kind === 'refused' ? atom : parseRepeat(cursor, atom);
    if (part.kind === 'refused') return part;
    parts.push(part);
  }
  return sequencePattern(parts);
};

const readAtom = (cursor: Cursor): Pattern | DialectError => {
  const char = nextCharacter(cursor) ?? '';
  switch (char) {
    case '(':
      return readGroup(cursor);
    case '[':
      return parseClass(cursor);
    case '\\':
      return parseEscape(cursor);
    case '$':
      return readMacroUse(cursor);
  }
  const refusal = rejectCharacter(cursor);
  if (refusal !== null) return refusal;
  cursor.at++;
  return text(char);
};

const readGroup = (cursor: Cursor): Pattern | DialectError => {
  cursor.at++;
  if (nextCharacter(cursor) === '?') {
    const opening = cursor.source.slice(cursor.at - 1, cursor.at + 2);
    if (opening !== '(?:')
      return dialectError(`"${opening}" is not allowed: flags, names and look-around are not supported; use (?: or (`);
    cursor.at += 2;
  }
  const inside = readChoice(cursor);
  if (inside.kind === 'refused') return inside;
  if (nextCharacter(cursor) !== ')') return dialectError('"(" is not closed; use \\( for a literal (');
  cursor.at++;
  return inside;
};

const readMacroUse = (cursor: Cursor): Pattern | DialectError => {
  const name = /^\$([A-Za-z][A-Za-z0-9_]*)/.exec(cursor.source.slice(cursor.at))?.[1];
  if (name === undefined) {
    if (cursor.source[cursor.at + 1] === '{')
      return dialectError('"${" is not allowed; use $NAME for a macro, \\$ for a literal $');
    return dialectError(
      '"$" is not allowed: words always match completely; use \\$ for a literal $, $NAME for a macro',
    );
  }
  cursor.at += 1 + name.length;
  cursor.uses.add(name);
  return cursor.macros(name);
};

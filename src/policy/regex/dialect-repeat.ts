// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Repeats: `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`. Greedy, never one on another, endless only over plain characters. */

import { REGEX_LIMITS } from '../grammar/limits.js';
import { charactersOf, isSubset, WORD } from './characters.js';
import { type Cursor, type DialectError, dialectError, nextCharacter } from './cursor.js';
import { type Pattern, repetition } from './pattern.js';

/** Characters that may repeat without limit: those of names, paths and addresses. */
const PLAIN = WORD | charactersOf('.:/@-');

/** The atom with its repetition, if one follows. */
export const parseRepeat = (cursor: Cursor, atom: Pattern): Pattern | DialectError => {
  const sign = /^(?:[*+?]|\{[^}]*\}?)/.exec(cursor.source.slice(cursor.at))?.[0];
  if (sign === undefined) return atom;
  const counts = countsOf(sign);
  if (counts === null) return dialectError(`"${sign}" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {`);
  cursor.at += sign.length;
  const second = nextCharacter(cursor) ?? ' ';
  if (second === '?') return dialectError(`lazy "${sign}?" makes no difference here; use ${sign}`);
  if (second === '+') return dialectError(`"${sign}+" is not supported; use ${sign}, or ${sign}\\+ for a literal +`);
  if ('*{'.includes(second)) return dialectError(`"${sign}${second}" repeats a repeat; use only one`);
  return check(atom, sign, ...counts) ?? repetition(atom, ...counts);
};

const countsOf = (sign: string): readonly [least: number, most: number | null] | null => {
  if (sign === '*') return [0, null];
  if (sign === '+') return [1, null];
  if (sign === '?') return [0, 1];
  const found = /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}$/.exec(sign);
  if (found === null) return null;
  const [, least = '', comma, most] = found;
  return [Number(least), most === undefined ? (comma === undefined ? Number(least) : null) : Number(most)];
};

const check = (atom: Pattern, sign: string, least: number, most: number | null): DialectError | null => {
  const limit = REGEX_LIMITS.repeat;
  if (Math.max(least, most ?? 0) > limit)
    return dialectError(`"${sign}" is more than ${limit} times; use {1,${limit}} or less`);
  if (most === 0) return dialectError(`"${sign}" repeats zero times; remove it and what it repeats`);
  if (most !== null && least > most) return dialectError(`"${sign}" never matches; put the smaller number first`);
  if (most !== null) return null;
  if (atom.endless) return dialectError(`"${sign}" repeats an unlimited repeat; limit the inner one, e.g. {1,32}`);
  // One text over and over is no choice of the caller's but of how often.
  if (atom.kind === 'text' || isSubset(atom.characters, PLAIN)) return null;
  return dialectError(`unlimited "${sign}" is allowed for [A-Za-z0-9_.:/@-] only; set a limit, e.g. {${least},64}`);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Sets of ASCII characters, one bit each: bit 97 is `a`. */

/** A set of ASCII characters. */
export type Characters = bigint;

/** No character. */
export const NONE: Characters = 0n;

/** The set of these characters. */
export const charactersOf = (text: string): Characters =>
  [...text].reduce((set, char) => set | (1n << BigInt(char.charCodeAt(0))), NONE);

/** Every character from the first to the last, both included. */
export const charactersBetween = (first: string, last: string): Characters => {
  let set = NONE;
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) set |= 1n << BigInt(code);
  return set;
};

/** Whether each character of the one set is in the other. */
export const isSubset = (set: Characters, other: Characters): boolean => (set & ~other) === NONE;

/** Whether the set holds this character. */
export const includesCharacter = (set: Characters, char: string): boolean => (set & charactersOf(char)) !== NONE;

/** The runs of neighbours in the set, in order: `0`-`9`, `a`-`f`. A lone character is its own first and last. */
export const rangesOf = (set: Characters): readonly (readonly [first: string, last: string])[] => {
  const runs: [string, string][] = [];
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (!includesCharacter(set, char)) continue;
    const run = runs.at(-1);
    if (run?.[1].charCodeAt(0) === code - 1) run[1] = char;
    else runs.push([char, char]);
  }
  return runs;
};

const DIGITS = charactersBetween('0', '9');
const LOWER = charactersBetween('a', 'z');
const UPPER = charactersBetween('A', 'Z');

/** Digits. */
export const DIGIT: Characters = DIGITS;
/** Letters, digits and `_`. */
export const WORD: Characters = DIGITS | LOWER | UPPER | charactersOf('_');

/** The sets that have a name inside a class: `[[:digit:]]`. */
export const NAMED: ReadonlyMap<string, Characters> = new Map([
  ['alnum', DIGITS | LOWER | UPPER],
  ['alpha', LOWER | UPPER],
  ['digit', DIGITS],
  ['lower', LOWER],
  ['upper', UPPER],
  ['word', WORD],
  ['xdigit', DIGITS | charactersBetween('a', 'f') | charactersBetween('A', 'F')],
]);

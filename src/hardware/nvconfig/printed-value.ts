// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One value of a parameter, as mlxconfig prints it. */

/**
 * The vendor's spelling, which people paste back (`True(1)`, `16`), and the number that it stands for: the one in
 * parentheses or the value itself. `number` is null for what is neither (a string of bytes, a bare word).
 */
export type PrintedValue = { readonly text: string; readonly number: number | null };

/** The tool's words for an unknown value. */
export const NOT_KNOWN = 'N/A';

// Parameters are at most 32 bits wide; long ones are printed as hexadecimal bytes.
const U32_MAX = 0xffffffff;

const NUMBER = /^(?:0|[1-9]\d{0,9})$/;
const NAMED = /^[^\s()]+\((0|[1-9]\d{0,9})\)$/;
const BARE = /^[^\s()]+$/;

/** Reads one word of the table; null for what is no value. `N/A` is one, without a number. */
export const parsePrintedValue = (word: string): PrintedValue | null => {
  const digits = NUMBER.test(word) ? word : NAMED.exec(word)?.[1];
  if (digits === undefined) return BARE.test(word) ? { text: word, number: null } : null;
  const number = Number(digits);
  return number <= U32_MAX ? { text: word, number } : null;
};

const VALUE = /\s*([^\s()]+(?:\(\d+\))?)/y;

/**
 * The values of a row. A value that fills its column is followed by one space or by none: `DISABLED(0)ENABLED(1)` are
 * two. Null when something is left over.
 */
export const splitValues = (text: string): readonly string[] | null => {
  const values: string[] = [];
  VALUE.lastIndex = 0;
  for (let end = 0; end < text.length; end = VALUE.lastIndex) {
    const value = VALUE.exec(text)?.[1];
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
};

/** An array that is not spelled out, with its first and last index; null for any other value. */
export const arrayBounds = ({ text }: PrintedValue): { readonly first: number; readonly last: number } | null => {
  const [, first, last] = /^Array\[(\d{1,4})\.\.(\d{1,4})\]$/.exec(text) ?? [];
  return first === undefined || last === undefined ? null : { first: Number(first), last: Number(last) };
};

/** Whether two values are one: their numbers where both have one, else their spelling; null when one is not known. */
export const isSameValue = (a: PrintedValue | null, b: PrintedValue | null): boolean | null => {
  if (a === null || b === null) return null;
  return a.number !== null && b.number !== null ? a.number === b.number : a.text === b.text;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses numbers, lists and ranges as mlxlink prints them. Each function parses one text; null when it does not fit. */

import type { ValueParser } from '../../core/attribute.js';

/** True for `N/A`, an empty text and a list of them: the tool has no value. */
export const isNotAvailable = (text: string): boolean => splitList(text).every((part) => part === '' || part === 'N/A');

/** Splits `a,b (c,d),e` at commas outside parentheses. */
export const splitList = (text: string): readonly string[] => {
  const parts: string[] = [];
  let end = text.length;
  let isInParentheses = false;
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at];
    if (character === '(' || character === ')') isInParentheses = character === ')';
    else if (character === ',' && !isInParentheses) {
      parts.push(text.slice(at + 1, end).trim());
      end = at;
    }
  }
  return [...parts, text.slice(0, end).trim()].reverse();
};

/** Returns a parser for decimals that moves the decimal point exactly: with -3, 3261.2 mV become 3.2612 V. */
export const parseDecimal =
  (shift = 0) =>
  (text: string): number | null =>
    /^-?\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(`${text}e${shift}`) : null;

/** Parses a whole number of at most nine digits; counters use parseU64. */
export const parseWholeNumber = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** Parses `2E-6`; `15E-255` means that no error was measured and gives 0. */
export const parseErrorRatio = (text: string): number | null => {
  const [, exponent] = /^\d{1,3}(?:\.\d{1,9})?E-?(\d{1,3})$/.exec(text) ?? [];
  if (exponent === undefined) return null;
  if (exponent === '255') return 0;
  const ratio = Number(text);
  return ratio <= 1 ? ratio : null;
};

/** Parses a flag, `0` or `1`. */
export const parseFlag = (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null);

/** Returns a parser for a list with one value per lane; `N/A` gives null for that lane. Null when a part cannot be parsed. */
export const parseByLane =
  <V>(parse: ValueParser<V>) =>
  (text: string): readonly (V | null)[] | null => {
    if (isNotAvailable(text) && !text.includes(',')) return [];
    const parts = splitList(text);
    const lanes = parts.map((part) => (part === 'N/A' ? null : parse(part)));
    return lanes.some((lane, i) => lane === null && parts[i] !== 'N/A') ? null : lanes;
  };

/** Module readings with the alarm thresholds; `min` and `max` are null when none are printed. */
export type ReadingWithRange = {
  readonly values: readonly (number | null)[];
  readonly min: number | null;
  readonly max: number | null;
};

/** Parses `45 [0..70]` or `1.9,2.3 [-10.4..6]`. The range `[0..0]` means not measured and gives no values. */
export const parseReading =
  (shift = 0) =>
  (text: string): ReadingWithRange | null => {
    const [, list = '', low, high] = /^([^[\]]+?)(?: \[([^[\]]+)\.\.([^[\]]+)\])?$/.exec(text) ?? [];
    const read = parseDecimal(shift);
    const values = parseByLane(read)(list);
    if (values === null || list === '') return null;
    if (low === undefined || high === undefined) return { values, min: null, max: null };
    const [min, max] = [read(low), read(high)];
    if (min === null || max === null || min > max) return null;
    return min === 0 && max === 0 ? { values: [], min: null, max: null } : { values, min, max };
  };

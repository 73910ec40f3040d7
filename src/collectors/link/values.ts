// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How mlxlink spells numbers, lists and ranges. Each understands one text or answers null. */

/** What the tool prints for a value that there is not. A list of such is nothing too. */
export const isNotAvailable = (text: string): boolean => splitList(text).every((part) => part === '' || part === 'N/A');

/** The parts of `a,b (c,d),e`: a comma in brackets separates nothing. */
export const splitList = (text: string): readonly string[] => {
  const parts: string[] = [];
  let end = text.length;
  let isInBrackets = false;
  for (let at = text.length - 1; at >= 0; at--) {
    const sign = text[at];
    if (sign === '(' || sign === ')') isInBrackets = sign === ')';
    else if (sign === ',' && !isInBrackets) {
      parts.push(text.slice(at + 1, end).trim());
      end = at;
    }
  }
  return [...parts, text.slice(0, end).trim()].reverse();
};

/** `-1.25` with its point moved: 3261.2 mV are 3.2612 V, exactly what the digits say. */
export const parseDecimal =
  (shift = 0) =>
  (text: string): number | null =>
    /^-?\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(`${text}e${shift}`) : null;

/** A whole number of a register; not a counter. */
export const parseWholeNumber = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** `2E-6`; `15E-255`, which says that there was no error to measure, is 0. */
export const parseErrorRatio = (text: string): number | null => {
  const [, exponent] = /^\d{1,3}(?:\.\d{1,9})?E-?(\d{1,3})$/.exec(text) ?? [];
  if (exponent === undefined) return null;
  if (exponent === '255') return 0;
  const ratio = Number(text);
  return ratio <= 1 ? ratio : null;
};

/** `0` and `1` of a flag. */
export const parseFlag = (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null);

/** What stands in a list lane by lane; a lane that says nothing keeps its place. Null: a part is not understood. */
export const parseByLane =
  <V>(understand: (text: string) => V | null) =>
  (text: string): readonly (V | null)[] | null => {
    if (isNotAvailable(text) && !text.includes(',')) return [];
    const parts = splitList(text);
    const lanes = parts.map((part) => (part === 'N/A' ? null : understand(part)));
    return lanes.some((lane, i) => lane === null && parts[i] !== 'N/A') ? null : lanes;
  };

/** Readings of a module with the range in which it gives no alarm; the range is null where none is printed. */
export type ReadingWithRange = {
  readonly values: readonly (number | null)[];
  readonly min: number | null;
  readonly max: number | null;
};

/** `45 [0..70]`, `1.9,2.3 [-10.4..6]`. The range `[0..0]` says that nothing is measured: no values then. */
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

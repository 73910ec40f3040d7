// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A difference between the two builds, and its changed words. */

/** A difference. `kind` is its place; `base` and `work` are the complete cell, line or value, or null if missing. */
export type Difference = { readonly kind: string; readonly base: string | null; readonly work: string | null };

/** Called by a comparison for each difference. */
export type Report = (kind: string, base: string | null, work: string | null) => void;

/** Returns the changed words, without equal words before and after them. */
export const changedWords = (base: string, work: string): readonly [string, string] => {
  const a = base.split(/\s+/);
  const b = work.split(/\s+/);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [a.slice(start, a.length - end).join(' '), b.slice(start, b.length - end).join(' ')];
};

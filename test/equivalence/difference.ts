// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A difference between the two builds, cut down to the words that differ. */

/** `kind` says where it is; `base` and `work` are whole items: a cell, a line, a value. Null where one side has none. */
export type Difference = { readonly kind: string; readonly base: string | null; readonly work: string | null };

/** What a comparison calls for each difference. */
export type Report = (kind: string, base: string | null, work: string | null) => void;

/** The words that differ, without those before and after them that are equal. */
export const changedWords = (base: string, work: string): readonly [string, string] => {
  const a = base.split(/\s+/);
  const b = work.split(/\s+/);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [a.slice(start, a.length - end).join(' '), b.slice(start, b.length - end).join(' ')];
};

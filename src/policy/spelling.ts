// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names that were mistyped. */

/** The first of the names that differs in case only, else that is one slip away; null when none is. */
export const likely = <Name extends string>(typed: string, names: readonly Name[]): Name | null => {
  const folded = typed.toLowerCase();
  const same = names.find((name) => name.toLowerCase() === folded);
  return same ?? names.find((name) => isOneSlip(typed, name)) ?? null;
};

/** Whether at most one character was added, left out or changed, or two neighbours were swapped. */
export const isOneSlip = (typed: string, name: string): boolean => {
  if (Math.abs(typed.length - name.length) > 1) return false;
  const shorter = Math.min(typed.length, name.length);
  let start = 0;
  while (start < shorter && typed[start] === name[start]) start++;
  let end = 0;
  while (end < shorter - start && typed[typed.length - 1 - end] === name[name.length - 1 - end]) end++;
  const differing = Math.max(typed.length, name.length) - start - end;
  if (differing <= 1) return true;
  return differing === 2 && typed[start] === name[start + 1] && typed[start + 1] === name[start];
};

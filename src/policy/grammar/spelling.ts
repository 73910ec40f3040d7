// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names that were mistyped. */

/** The first of the names that differs in case only, else that is one slip away; null when none is. */
export const closestName = <Name extends string>(typed: string, names: readonly Name[]): Name | null => {
  const folded = typed.toLowerCase();
  const same = names.find((name) => name.toLowerCase() === folded);
  return same ?? names.find((name) => isOneEditAway(typed, name)) ?? null;
};

// A typo in a name of two letters leaves nothing to recognize.
const SHORT = 3;

/** Whether at most one character was added, left out or changed, or two neighbours were swapped; never of short names. */
export const isOneEditAway = (typed: string, name: string): boolean => {
  if (Math.min(typed.length, name.length) < SHORT) return false;
  let at = 0;
  while (typed[at] !== undefined && typed[at] === name[at]) at++;
  const [rest, meant] = [typed.slice(at), name.slice(at)];
  const isChanged = rest.slice(1) === meant.slice(1);
  const isLonger = rest.slice(1) === meant;
  const isShorter = rest === meant.slice(1);
  const isSwapped = rest[0] === meant[1] && rest[1] === meant[0] && rest.slice(2) === meant.slice(2);
  return isChanged || isLonger || isShorter || isSwapped;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Counts functions and ports by kind, for a message. */

/** Each kind as a noun; `s` makes its plural. */
const NOUNS: Readonly<Record<string, string>> = {
  pf: 'PF',
  vf: 'VF',
  sf: 'SF',
  management: 'management function',
  virtual: 'virtual device',
};

/** `5 representors, 2 SFs`: the largest count first, equal ones in the order given, without zeros. */
export const listKinds = (counts: readonly (readonly [kind: string, count: number])[]): string =>
  counts
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${NOUNS[kind] ?? kind}${count === 1 ? '' : 's'}`)
    .join(', ');

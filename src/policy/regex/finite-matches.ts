// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Patterns that match a few texts only. */

import type { Pattern } from './pattern.js';

const MANY = 64;

/** Every text that the pattern matches, when they are few and none comes from a class or a repeat; else null. */
export const finiteMatches = (pattern: Pattern): readonly string[] | null => {
  switch (pattern.kind) {
    case 'text':
      return [pattern.literalPattern];
    case 'class':
      return null;
    case 'choice':
      return few(pattern.parts.map(finiteMatches), (all) => all.flat());
    case 'sequence':
      return pattern.parts
        .map(finiteMatches)
        .reduce(
          (before, part) => few([before, part], ([a = [], b = []]) => a.flatMap((x) => b.map((y) => x + y))),
          [''],
        );
    case 'repeat':
      return pattern.most === 1
        ? few([finiteMatches(pattern.part)], ([once = []]) => [...once, ...(pattern.least === 0 ? [''] : [])])
        : null;
  }
};

const few = (
  lists: readonly (readonly string[] | null)[],
  join: (lists: readonly (readonly string[])[]) => readonly string[],
): readonly string[] | null => {
  const known = lists.filter((list) => list !== null);
  if (known.length < lists.length) return null;
  const joined = join(known);
  return joined.length > MANY ? null : joined;
};

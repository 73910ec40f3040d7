// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from '../../../src/core/glob.js';

test('a glob matches what the regex of it matches', () => {
  const texts = (characters: readonly string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 10 });
  fc.assert(
    fc.property(texts(['a', 'b', '.', '*', '?']), texts(['a', 'b', '.', '[']), (glob, name) => {
      const regex = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(matchesGlob(glob, name)).toBe(new RegExp(`^${regex}$`).test(name));
    }),
    { numRuns: 5000 },
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { isOrAre, listCounts, listNames } from '../../../src/core/list-names.js';

test.each([
  [[], 'none'],
  [['mlx5_0'], 'mlx5_0'],
  [['mlx5_1', 'mlx5_0'], 'mlx5_0, mlx5_1'],
  [['mlx5_10', 'mlx5_9', 'mlx5_8'], 'mlx5_8 to mlx5_10'],
  [['mlx5_0/1', 'mlx5_0/2', 'mlx5_0/3'], 'mlx5_0/1 to mlx5_0/3'],
  [['mlx5_0', 'mlx5_1', 'mlx5_3'], 'mlx5_0, mlx5_1, mlx5_3'],
  [['mlx5_0', 'mlx5_1', 'rxe2'], 'mlx5_0, mlx5_1, rxe2'],
  [['e9', 'a', 'c', 'b', 'd', 'e10', 'f', 'g', 'h', 'i'], 'a, b, c, d, e9, e10, f, g and 2 more'],
])('%j are said as %s', (names, said) => {
  expect(listNames(names)).toBe(said);
});

test('what there is ends a sentence', () => {
  expect([[], ['mlx5_0'], ['mlx5_0', 'mlx5_1']].map(isOrAre)).toEqual(['none', 'mlx5_0', 'mlx5_0, mlx5_1']);
});

test('counts are said by their size, and none that is 0', () => {
  expect(
    listCounts([
      ['vf', 2],
      ['sf', 0],
      ['representor', 5],
      ['management', 2],
    ]),
  ).toBe('5 representor, 2 vf, 2 management');
});

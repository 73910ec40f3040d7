// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { listNames } from '../../../src/core/list-names.js';

test.each([
  [[], 'none'],
  [['mlx5_0'], 'mlx5_0'],
  [['mlx5_1', 'mlx5_0'], 'mlx5_0, mlx5_1'],
  [['mlx5_10', 'mlx5_9', 'mlx5_8'], 'mlx5_8 to mlx5_10'],
  [['mlx5_0/1', 'mlx5_0/2', 'mlx5_0/3'], 'mlx5_0/1 to mlx5_0/3'],
  [['mlx5_0', 'mlx5_1', 'mlx5_3'], 'mlx5_0, mlx5_1, mlx5_3'],
  [['mlx5_0', 'mlx5_1', 'rxe2'], 'mlx5_0, mlx5_1, rxe2'],
  [['e9', 'a', 'c', 'b', 'd', 'e10', 'f', 'g', 'h', 'i'], 'a, b, c, d, e9, e10, f, g and 2 more'],
])('the names %j become %s', (names, expected) => {
  expect(listNames(names)).toBe(expected);
});

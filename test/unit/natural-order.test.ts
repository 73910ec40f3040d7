// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { compareNatural } from '../../src/core/natural-order.js';

test('names are in the order in which people count', () => {
  const names = ['mlx5_10', 'mlx5_2', '0000:9a:00.0', 'mlx5_2/10', 'mlx5_2/9', 'a', ''];
  expect(names.sort(compareNatural)).toEqual(['', '0000:9a:00.0', 'a', 'mlx5_2', 'mlx5_2/9', 'mlx5_2/10', 'mlx5_10']);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { listKinds } from '../../../../src/hardware/adapter/list-kinds.js';

test('lists the largest count first, in singular or plural, without zeros', () => {
  expect(
    listKinds([
      ['vf', 2],
      ['sf', 0],
      ['representor', 1],
      ['management', 2],
      ['virtual', 3],
    ]),
  ).toBe('3 virtual devices, 2 VFs, 2 management functions, 1 representor');
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { type Remarkable, remarksOn } from '../../../../src/collectors/devices/remarks.js';

const GEN5 = { transfersPerSecond: 32e9, lanes: 16 };
const HALF = { transfersPerSecond: 32e9, lanes: 8 };

const card = (n: number, changes: Partial<Remarkable> = {}): Remarkable => ({
  name: `mlx5_${n}`,
  card: `0000:${10 + n}:00`,
  model: 'ConnectX-7',
  firmware: '28.43.2026',
  bottleneck: null,
  ...changes,
});

test('there is nothing to say of adapters that are alike and have their way free', () => {
  expect(remarksOn([card(0), card(1)])).toEqual([]);
});

test('a link below what it could be is named with its place, each one for itself', () => {
  const bottleneck = { address: '0000:d8:01.0', link: HALF, capable: GEN5, isAllTheWayAllows: false };
  expect(remarksOn([card(6, { bottleneck }), card(7, { bottleneck })])).toEqual([
    'mlx5_6: PCIe gen5 x8 of x16 (252 of 504 Gb/s) at 0000:d8:01.0',
    'mlx5_7: PCIe gen5 x8 of x16 (252 of 504 Gb/s) at 0000:d8:01.0',
  ]);
});

test('what the slot does not give is said once for all that are alike', () => {
  const gen6 = { transfersPerSecond: 64e9, lanes: 16 };
  const bottleneck = { address: '0000:d8:01.0', link: GEN5, capable: gen6, isAllTheWayAllows: true };
  expect(remarksOn([0, 1, 2].map((n) => card(n, { bottleneck })))).toEqual([
    'mlx5_0 to mlx5_2: slot limits to PCIe gen5 x16 of gen6 x16 (504 of 1024 Gb/s)',
  ]);
});

test('firmware differs within a model only; a version of one card has its name', () => {
  const old = { firmware: '28.42.1000' };
  const cx6 = { model: 'ConnectX-6', firmware: '20.43.1014' };
  expect(remarksOn([card(0), card(1), card(2, old), card(3, cx6), card(4, { model: null, firmware: '1.0' })])).toEqual([
    '2 firmware versions on one model: 28.42.1000 (mlx5_2), 28.43.2026 (2)',
  ]);
  const older = card(5, { ...cx6, firmware: '20.9.1000' });
  expect(remarksOn([card(0), card(2, old), card(3, cx6), older])).toEqual([
    '2 firmware versions on ConnectX-7: 28.42.1000 (mlx5_2), 28.43.2026 (mlx5_0)',
    '2 firmware versions on ConnectX-6: 20.9.1000 (mlx5_5), 20.43.1014 (mlx5_3)',
  ]);
});

test('two functions of one card are one adapter', () => {
  const second = card(1, { card: card(0).card });
  expect(remarksOn([card(0), second, card(2, { firmware: '28.42.1000' })])).toEqual([
    '2 firmware versions on one model: 28.42.1000 (mlx5_2), 28.43.2026 (mlx5_0)',
  ]);
});

test('a firmware version that is not known differs from none', () => {
  expect(remarksOn([card(0), card(1, { firmware: null })])).toEqual([]);
});

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

test('makes no remark about equal adapters without a bottleneck', () => {
  expect(remarksOn([card(0), card(1)])).toEqual([]);
});

test('names each function behind a slow link, with the place of the link', () => {
  const bottleneck = { address: '0000:d8:01.0', link: HALF, capable: GEN5, isSlotLimit: false };
  expect(remarksOn([card(6, { bottleneck }), card(7, { bottleneck })])).toEqual([
    'mlx5_6: PCIe gen5 x8 of x16 (252 of 504 Gb/s) at 0000:d8:01.0',
    'mlx5_7: PCIe gen5 x8 of x16 (252 of 504 Gb/s) at 0000:d8:01.0',
  ]);
});

test('reports a slot limit once for all equal adapters', () => {
  const gen6 = { transfersPerSecond: 64e9, lanes: 16 };
  const bottleneck = { address: '0000:d8:01.0', link: GEN5, capable: gen6, isSlotLimit: true };
  expect(remarksOn([0, 1, 2].map((n) => card(n, { bottleneck })))).toEqual([
    'mlx5_0 to mlx5_2: slot limits to PCIe gen5 x16 of gen6 x16 (504 of 1024 Gb/s)',
  ]);
});

test('compares firmware within a model, and names the card of a version that only one has', () => {
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

test('counts two functions of one card as one adapter', () => {
  const second = card(1, { card: card(0).card });
  expect(remarksOn([card(0), second, card(2, { firmware: '28.42.1000' })])).toEqual([
    '2 firmware versions on one model: 28.42.1000 (mlx5_2), 28.43.2026 (mlx5_0)',
  ]);
});

test('ignores unknown firmware versions', () => {
  expect(remarksOn([card(0), card(1, { firmware: null })])).toEqual([]);
});

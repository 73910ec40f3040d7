// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNatural } from '../../../src/core/natural-order.js';

test('names are in the order in which people count', () => {
  const names = ['mlx5_10', 'mlx5_2', '0000:9a:00.0', 'mlx5_2/10', 'mlx5_2/9', 'a', ''];
  expect(names.sort(compareNatural)).toEqual(['', '0000:9a:00.0', 'a', 'mlx5_2', 'mlx5_2/9', 'mlx5_2/10', 'mlx5_10']);
});

test('an address of PCI is hex: the order is that of the bus', () => {
  const addresses = ['10000:01:00.0', '0000:9a:00.0', '0000:18:00.1', 'mlx5_0/0000:9a:00.0', '0000:18:00.0'];
  expect(addresses.sort(compareNatural)).toEqual([
    '0000:18:00.0',
    '0000:18:00.1',
    '0000:9a:00.0',
    '10000:01:00.0',
    'mlx5_0/0000:9a:00.0',
  ]);
});

test('a run of digits longer than any number is still counted', () => {
  const names = ['p99999999999999999999999', 'p100000000000000000000000', 'p18446744073709551615'];
  expect(names.sort(compareNatural)).toEqual([
    'p18446744073709551615',
    'p99999999999999999999999',
    'p100000000000000000000000',
  ]);
});

// Few parts, so that names often agree at their beginning, numbers that differ only in their zeros, and addresses.
const ADDRESSES = ['0000:9a:00.0', '0000:18:00.0', '5000:00:00.0'];
const names = fc
  .array(fc.constantFrom('0', '1', '01', '2', '9', '10', 'a', '_', ...ADDRESSES), { maxLength: 5 })
  .map((parts) => parts.join(''));

test('the order is total: equal only to itself, the same both ways round, and without circles', () => {
  fc.assert(
    fc.property(names, names, names, (a, b, c) => {
      expect(compareNatural(a, b) === 0).toBe(a === b);
      expect(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a))).toBe(0);
      const [first, second, third] = [a, b, c].sort(compareNatural) as [string, string, string];
      expect(compareNatural(first, second)).toBeLessThanOrEqual(0);
      expect(compareNatural(second, third)).toBeLessThanOrEqual(0);
      expect(compareNatural(first, third)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBitRate, formatCount, formatGauge } from '../../../src/render/quantity.js';

test.each([
  [0n, '0'],
  [1n, '1'],
  [391n, '391'],
  [999n, '999'],
  [1_000n, '1.00K'],
  [1_004n, '1.00K'],
  [1_005n, '1.01K'],
  [9_994n, '9.99K'],
  [9_995n, '10.0K'],
  [99_949n, '99.9K'],
  [99_950n, '100K'],
  [999_499n, '999K'],
  [999_500n, '1.00M'],
  [999_950n, '1.00M'],
  [71_000_000n, '71.0M'],
  [884_000_000n, '884M'],
  [1_210_000_000n, '1.21G'],
  [12_684_004_417_722_360n, '12.7P'],
  [18_446_744_073_709_551_615n, '18.4E'],
  [10n ** 21n, '1.00Z'],
])('%d is shown as %s', (value, shown) => {
  expect(formatCount(value)).toBe(shown);
});

const counts = fc
  .tuple(fc.nat(24), fc.bigInt({ min: 0n, max: 10n ** 24n - 1n }))
  .map(([digits, n]) => n / 10n ** BigInt(digits));

test('a count is rounded to the nearest of three digits and takes five characters at most', () => {
  fc.assert(
    fc.property(counts, (value) => {
      const shown = formatCount(value);
      expect(shown.length).toBeLessThanOrEqual(5);
      const [, whole = '', fraction = '', letter = ''] = /^(\d+)(?:\.(\d+))?([KMGTPEZ]?)$/.exec(shown) ?? [];
      const step = 1000n ** BigInt(' KMGTPEZ'.indexOf(letter || ' '));
      const places = 10n ** BigInt(fraction.length);
      const error = BigInt(whole + fraction) * step - value * places;
      expect((error < 0n ? -error : error) * 2n).toBeLessThanOrEqual(step === 1n ? 0n : step);
      if (letter !== '' && letter !== 'Z') expect(whole.length + fraction.length).toBe(3);
    }),
    { numRuns: 5000, examples: [[999_499n], [999_500n], [10n ** 24n - 1n]] },
  );
});

test('of two counts the larger is never shown as the smaller one', () => {
  const shownValue = (value: bigint): number => {
    const shown = formatCount(value);
    return Number.parseFloat(shown) * 1000 ** ' KMGTPEZ'.indexOf(/[A-Z]$/.exec(shown)?.[0] ?? ' ');
  };
  fc.assert(
    fc.property(counts, fc.bigInt({ min: 0n, max: 2000n }), (value, more) => {
      expect(shownValue(value)).toBeLessThanOrEqual(shownValue(value + more));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  [0, '0'],
  [125, '1K'],
  [312_500_000, '2.5G'],
  [1_250_000_000, '10G'],
  [3_125_000_000, '25G'],
  [7_000_000_000, '56G'],
  [12_500_000_000, '100G'],
  [25_000_000_000, '200G'],
  [50_000_000_000, '400G'],
  [100_000_000_000, '800G'],
  [200_000_000_000, '1.6T'],
])('%d bytes a second are %s bits', (bytesPerSecond, shown) => {
  expect(formatBitRate(bytesPerSecond)).toBe(shown);
});

test('shows a gauge with its usual unit, and a pure number as it is', () => {
  expect(formatGauge(25e9, 'bytes_per_second')).toBe('200G');
  expect(formatGauge(0.01, 'seconds')).toBe('10ms');
  expect(formatGauge(9216, 'bytes')).toBe('9.22K');
  expect([-1.5, -1024].map((value) => formatGauge(value, 'bytes'))).toEqual(['-1.5', '-1024']);
  expect(formatGauge(65535, undefined)).toBe('65535');
});

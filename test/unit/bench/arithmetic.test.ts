// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLimits } from '../../../scripts/bench/limits.mjs';
import { median, ratioPerValue, spread } from '../../../scripts/bench/statistics.mjs';

describe('statistics', () => {
  test.each([
    [[5], 5],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('the median of %j is %d', (numbers, middle) => expect(median(numbers)).toBe(middle));

  test('half of the numbers lie on each side of a median, whatever their order', () =>
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
        const middle = median(numbers);
        expect(numbers.filter((n) => n <= middle).length).toBeGreaterThanOrEqual(numbers.length / 2);
        expect(numbers.filter((n) => n >= middle).length).toBeGreaterThanOrEqual(numbers.length / 2);
      }),
    ));

  test('a spread has the middle and both ends', () =>
    expect(spread([30, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 30 }));

  test('the ratio is one of pairs of rounds, each per value, and not one of two medians', () => {
    const ours = { values: 100, rounds: [{ cpu_seconds: 1 }, { cpu_seconds: 4 }, { cpu_seconds: 2 }] };
    const theirs = { values: 50, rounds: [{ cpu_seconds: 0.25 }, { cpu_seconds: 1 }, { cpu_seconds: 0.1 }] };
    // In milliseconds a value: 10 against 5, 40 against 20, 20 against 2. The medians alone would give 4.
    expect(ratioPerValue(ours, theirs)).toEqual({ median: 2, lowest: 2, highest: 10 });
  });
});

describe('limits', () => {
  const size = (adapters: number, ratio: number | null, wallSeconds: number) => ({
    adapters,
    fabric: { wall_seconds: wallSeconds },
    ratio_per_value: ratio === null ? null : { median: ratio, lowest: 0, highest: 99 },
  });
  const metOf = (...sizes: ReturnType<typeof size>[]) =>
    checkLimits(sizes, []).map(({ found, is_met }) => [found, is_met]);

  test('a limit is met up to its very number', () =>
    expect(metOf(size(8, 50, 0.12), size(256, 5, 9))).toEqual([
      [5, true],
      [0.12, true],
    ]));

  test('and missed above it', () =>
    expect(metOf(size(8, 50, 0.121), size(256, 5.01, 9))).toEqual([
      [5.01, false],
      [0.121, false],
    ]));

  test('a start is held against the limit of its own name', () => {
    const start = (name: string, middle: number) => ({ case: name, ratio: { median: middle } });
    const starts = [start('fabric hcaperf --json (1 adapter), no code cache', 2.6), start('fabric --version', 9)];
    expect(checkLimits([], starts)).toMatchObject([{ found: 2.6, most: 3.6, is_met: true }]);
    expect(checkLimits([], [start('fabric hcaperf --json (1 adapter)', 2.6)])).toMatchObject([{ is_met: false }]);
  });

  test('what was not measured is neither', () => expect(metOf(size(64, 2, 0.05), size(256, null, 0.4))).toEqual([]));
});

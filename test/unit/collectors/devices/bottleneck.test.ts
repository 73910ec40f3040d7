// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bottleneckOf, type Hop, slowestOf } from '../../../../src/collectors/devices/bottleneck.js';
import { bitsPerSecond, type PcieLink } from '../../../../src/collectors/devices/pcie-link.js';

const SPEEDS = [0, 2.5e9, 5e9, 8e9, 16e9, 32e9, 64e9];

/** `5x8` is generation 5 with 8 lanes, `-` no link. */
const link = (text: string): PcieLink | null => {
  const [generation = '', lanes = ''] = text.split('x');
  return text === '-' ? null : { transfersPerSecond: SPEEDS[Number(generation)] ?? 0, lanes: Number(lanes) };
};

/** Each hop is `current/best`, from the root port down; its address is its position. */
const path = (...hops: readonly string[]): readonly Hop[] =>
  hops.map((text, i) => {
    const [current = '', best = current] = text.split('/');
    return { address: String(i), current: link(current), best: link(best) };
  });

test.each<[string, readonly string[], string | null, boolean]>([
  ['all links at their best', ['5x16', '5x16'], null, false],
  ['half the lanes of the last link', ['5x8/5x16', '5x8/5x16'], '0', false],
  ['half the lanes of an upper link', ['5x8/5x16', '5x8/5x16', '5x16', '5x16'], '0', false],
  ['half the lanes of the lower link', ['5x16', '5x16', '5x8/5x16', '5x8/5x16'], '2', false],
  ['a slower generation', ['5x16', '5x16', '3x16/5x16', '3x16/5x16'], '2', false],
  ['a slot with half the lanes', ['5x8', '5x8/5x16'], '0', true],
  ['a card newer than its slot', ['5x16', '5x16/6x16'], '0', true],
  ['a newer card that runs slower than its slot supports', ['5x8/5x16', '5x8/6x16'], '0', false],
  ['wide and slow equals narrow and fast', ['4x16', '4x16', '5x8', '5x8'], null, false],
  ['a bridge that carries more than the function supports', ['5x16', '5x16', '4x8', '4x8'], null, false],
  ['a bridge without a link', ['-', '5x8/5x16'], '1', false],
  ['a function directly below the root complex', ['5x16'], null, false],
  ['a function without a link', ['5x16', '-'], null, false],
])('finds the bottleneck: %s', (_what, hops, address, isSlotLimit) => {
  const found = bottleneckOf(path(...hops));
  expect(found?.address ?? null).toBe(address);
  expect(found?.isSlotLimit ?? false).toBe(isSlotLimit);
});

const anyLink = fc.record({
  transfersPerSecond: fc.constantFrom(...SPEEDS.slice(1)),
  lanes: fc.constantFrom(1, 2, 4, 8, 16),
});
const anyHop = fc.record({ address: fc.uuid(), current: anyLink, best: anyLink });

test('the slowest link is the first of those that carry least', () => {
  fc.assert(
    fc.property(fc.array(anyHop, { minLength: 1 }), (hops) => {
      const slowest = slowestOf(hops);
      const bits = slowest === null ? 0 : bitsPerSecond(slowest.link);
      const at = hops.findIndex((hop) => hop.address === slowest?.address);
      expect(hops.every((hop) => bitsPerSecond(hop.current) >= bits)).toBe(true);
      expect(hops.slice(0, at).every((hop) => bitsPerSecond(hop.current) > bits)).toBe(true);
    }),
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bottleneckOf, type Hop, narrowestOf } from '../../../../src/collectors/devices/bottleneck.js';
import { bitsPerSecond, type PcieLink } from '../../../../src/collectors/devices/pcie-link.js';

const SPEEDS = [0, 2.5e9, 5e9, 8e9, 16e9, 32e9, 64e9];

/** `5x8` is generation 5 with 8 lanes, `-` no link. */
const link = (said: string): PcieLink | null => {
  const [generation = '', lanes = ''] = said.split('x');
  return said === '-' ? null : { transfersPerSecond: SPEEDS[Number(generation)] ?? 0, lanes: Number(lanes) };
};

/** Each hop as `now/best`, from the root port down; its address is its place. */
const way = (...hops: readonly string[]): readonly Hop[] =>
  hops.map((said, i) => {
    const [now = '', best = now] = said.split('/');
    return { address: String(i), now: link(now), best: link(best) };
  });

test.each<[string, readonly string[], string | null, boolean]>([
  ['all as fast as they can', ['5x16', '5x16'], null, false],
  ['half of the lanes of the last link', ['5x8/5x16', '5x8/5x16'], '0', false],
  ['half of the lanes of an upper link', ['5x8/5x16', '5x8/5x16', '5x16', '5x16'], '0', false],
  ['half of the lanes of the lower link', ['5x16', '5x16', '5x8/5x16', '5x8/5x16'], '2', false],
  ['a slower generation', ['5x16', '5x16', '3x16/5x16', '3x16/5x16'], '2', false],
  ['a slot with half of the lanes', ['5x8', '5x8/5x16'], '0', true],
  ['a card of a newer generation than its slot', ['5x16', '5x16/6x16'], '0', true],
  ['a newer card that runs below what its slot can', ['5x8/5x16', '5x8/6x16'], '0', false],
  ['wide and slow is as much as narrow and fast', ['4x16', '4x16', '5x8', '5x8'], null, false],
  ['a bridge above that carries more than the function could', ['5x16', '5x16', '4x8', '4x8'], null, false],
  ['a bridge without a link', ['-', '5x8/5x16'], '1', false],
  ['a function right below the root complex', ['5x16'], null, false],
  ['a function without a link', ['5x16', '-'], null, false],
])('%s', (_what, hops, address, isAllTheWayAllows) => {
  const found = bottleneckOf(way(...hops));
  expect(found?.address ?? null).toBe(address);
  expect(found?.isAllTheWayAllows ?? false).toBe(isAllTheWayAllows);
});

const anyLink = fc.record({
  transfersPerSecond: fc.constantFrom(...SPEEDS.slice(1)),
  lanes: fc.constantFrom(1, 2, 4, 8, 16),
});
const anyHop = fc.record({ address: fc.uuid(), now: anyLink, best: anyLink });

test('no link on the way carries less than the narrowest, and none above it carries as little', () => {
  fc.assert(
    fc.property(fc.array(anyHop, { minLength: 1 }), (hops) => {
      const narrowest = narrowestOf(hops);
      const bits = narrowest === null ? 0 : bitsPerSecond(narrowest.link);
      const at = hops.findIndex((hop) => hop.address === narrowest?.address);
      expect(hops.every((hop) => bitsPerSecond(hop.now) >= bits)).toBe(true);
      expect(hops.slice(0, at).every((hop) => bitsPerSecond(hop.now) > bits)).toBe(true);
    }),
  );
});

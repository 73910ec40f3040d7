// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import {
  parseBytesPerSecond,
  parseHexNumber,
  parseNumberedWord,
  parseStateWord,
} from '../../../../src/collectors/hcaperf/attributes.js';

// 1 Gb/s is 125,000,000 bytes per second.
test.each([
  ['2.5 Gb/sec (1X SDR)', 312_500_000],
  ['10 Gb/sec (1X FDR10)', 1_250_000_000],
  ['40 Gb/sec (4X QDR)', 5_000_000_000],
  ['56 Gb/sec (4X FDR)', 7_000_000_000],
  ['100 Gb/sec (2X HDR)', 12_500_000_000],
  ['200 Gb/sec (4X HDR)', 25_000_000_000],
  ['400 Gb/sec (4X NDR)', 50_000_000_000],
  ['800 Gb/sec (4X XDR)', 100_000_000_000],
  ['300 Gb/sec (12X EDR)', 37_500_000_000],
  ['100 Gb/sec (4X)', 12_500_000_000],
])('parses the rate %s as %d bytes per second', (text, rate) => {
  expect(parseBytesPerSecond(text)).toBe(rate);
});

test.each([
  '',
  'Gb/sec',
  ' Gb/sec (4X HDR)',
  '200',
  '200 Gb/sec',
  '200 Gb/sec (4X HD',
  '-1 Gb/sec (4X HDR)',
  '200 Mb/sec (4X HDR)',
  '2.55 Gb/sec (1X SDR)',
  '1e3 Gb/sec (4X HDR)',
  '00 Gb/sec',
])('rejects %j as a rate', (text) => {
  expect(parseBytesPerSecond(text)).toBeNull();
});

test('parses the number before the word of a state', () => {
  expect(['4: ACTIVE', '5: LinkUp', '0: <unknown>'].map(parseNumberedWord)).toEqual([4, 5, 0]);
  expect(['', '4', '4:', '4: ', 'ACTIVE', '-1: DOWN', '4 ACTIVE', '4:ACTIVE'].map(parseNumberedWord)).toEqual(
    Array(8).fill(null),
  );
});

test('parses a hexadecimal LID', () => {
  expect(['0x15', '0x0', '0xffff', '0xFFFF'].map(parseHexNumber)).toEqual([21, 0, 65535, 65535]);
  expect(['', '15', '0x', '0x1g', '-0x1', '0x1 0x2', '0x123456789'].map(parseHexNumber)).toEqual(Array(7).fill(null));
});

test('accepts only complete words of the set, in any case', () => {
  const layer = parseStateWord(['infiniband', 'ethernet']);
  expect(['InfiniBand', 'Ethernet', 'ETHERNET'].map(layer)).toEqual(['infiniband', 'ethernet', 'ethernet']);
  expect(['', 'Infini', 'InfiniBand x', 'Unspecified'].map(layer)).toEqual(Array(4).fill(null));
});

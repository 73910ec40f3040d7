// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { didYouMean } from '../../../src/cli/did-you-mean.js';

const COMMANDS = ['devices', 'hcaperf', 'bfperf', 'link', 'ovs', 'ptm'];

test.each([
  ['two letters swapped are one slip', 'lnik', 'link'],
  ['a letter too many', 'linkk', 'link'],
  ['a letter too few', 'lnk', 'link'],
  ['a wrong letter', 'lonk', 'link'],
  ['two slips in a long word', 'hcapurff', 'hcaperf'],
  ['a swap and a wrong letter in a long word', 'hcaprof', 'hcaperf'],
  ['the word itself', 'ovs', 'ovs'],
])('%s: %s was meant to be %s', (_slip, typed, meant) => {
  expect(didYouMean(typed, COMMANDS)).toBe(meant);
});

test('a word unlike any other is nothing, and so is one of many slips', () => {
  expect(['sysinfo', 'lnnk5', 'hpcarfe', 'o', ''].map((typed) => didYouMean(typed, COMMANDS))).toEqual(
    Array(5).fill(null),
  );
  expect(didYouMean('link', [])).toBeNull();
});

test('of two names the closer one is meant, of equal ones the first', () => {
  expect(didYouMean('net_rx_byte', ['net_tx_bytes', 'net_rx_bytes'])).toBe('net_rx_bytes');
  expect(didYouMean('net_x_bytes', ['net_tx_bytes', 'net_rx_bytes'])).toBe('net_tx_bytes');
});

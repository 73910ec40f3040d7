// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bitsPerSecond,
  formatPcieLink,
  formatPcieLinkOf,
  parseLanes,
  parseTransfers,
} from '../../../../src/collectors/devices/pcie-link.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';

const answer = (text: string): FileAnswer => ({ kind: 'text', text: `${text}\n` });
const NO_LINK = { value: null, reason: { code: 'not_supported', detail: 'no link' } };
const unparsable = (text: string) => ({ value: null, reason: { code: 'parse', detail: `"${text}"` } });

test.each([
  ['2.5 GT/s PCIe', { value: 2.5e9 }],
  ['8.0 GT/s PCIe', { value: 8e9 }],
  ['8 GT/s', { value: 8e9 }],
  ['32.0 GT/s PCIe', { value: 32e9 }],
  ['64.0 GT/s PCIe', { value: 64e9 }],
  ['Unknown', NO_LINK],
  ['Unknown speed', NO_LINK],
  ['100 MHz PCI', unparsable('100 MHz PCI')],
  ['31.0 GT/s PCIe', unparsable('31.0 GT/s PCIe')],
  ['32.0', unparsable('32.0')],
])('parses the speed %s', (text, reading) => {
  expect(parseTransfers(answer(text))).toEqual(reading);
});

test.each([
  ['1', { value: 1 }],
  ['16', { value: 16 }],
  ['0', NO_LINK],
  ['63', unparsable('63')],
  ['255', unparsable('255')],
  ['x16', unparsable('x16')],
])('parses the width %s', (text, reading) => {
  expect(parseLanes(answer(text))).toEqual(reading);
});

test('uses the errno as the reason when a file cannot be read', () => {
  const failed: FileAnswer = { kind: 'error', errno: 'EIO' };
  const reading = { value: null, reason: { code: 'unreadable', detail: 'EIO' } };
  expect([parseTransfers(failed), parseLanes(failed)]).toEqual([reading, reading]);
});

test('accepts no other text as a speed or a width', () => {
  const near = fc.stringMatching(/^[0-9.]{0,5} ?(GT\/s)?( PCIe)?$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), near), (text) => {
      const speed = parseTransfers(answer(text)).value;
      const isValid = /^(2\.5|5|5\.0|8|8\.0|16|16\.0|32|32\.0|64|64\.0) GT\/s( PCIe)?$/.test(text.trim());
      expect(speed !== null).toBe(isValid);
      expect([null, 1, 2, 4, 8, 12, 16, 32]).toContain(parseLanes(answer(text)).value);
    }),
  );
});

test.each([
  [2.5e9, 1, 2e9],
  [5e9, 8, 32e9],
  [8e9, 16, 126e9],
  [16e9, 16, 252e9],
  [32e9, 8, 252e9],
  [32e9, 16, 504e9],
  [64e9, 16, 1024e9],
])('%d transfers per second on %d lanes carry %d bits', (transfersPerSecond, lanes, bits) => {
  expect(Math.floor(bitsPerSecond({ transfersPerSecond, lanes }) / 1e9) * 1e9).toBe(bits);
});

test('prints a link with its generation, and next to a better one only what differs', () => {
  const link = { transfersPerSecond: 32e9, lanes: 8 };
  expect(formatPcieLink({ transfersPerSecond: 2.5e9, lanes: 1 })).toBe('gen1 x1');
  expect(formatPcieLinkOf(link, { transfersPerSecond: 32e9, lanes: 16 })).toBe('gen5 x8 of x16');
  expect(formatPcieLinkOf(link, { transfersPerSecond: 64e9, lanes: 8 })).toBe('gen5 x8 of gen6 x8');
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAnswer, parseTextAnswer, parseU64 } from '../../../src/core/attribute.js';

const said = (text: string) => parseAnswer({ kind: 'text', text }, parseU64);

test.each([
  ['0\n', 0n],
  ['12\n', 12n],
  ['12', 12n],
  ['12\r\n', 12n],
  ['9007199254740993\n', 9007199254740993n],
  ['18446744073709551615\n', 18446744073709551615n],
])('%j is a count', (text, value) => {
  expect(said(text)).toEqual({ value });
});

test.each([
  ['18446744073709551616\n', 'parse', '"18446744073709551616"'],
  ['-1\n', 'parse', '"-1"'],
  ['+1\n', 'parse', '"+1"'],
  ['0x10\n', 'parse', '"0x10"'],
  ['12 34\n', 'parse', '"12 34"'],
  ['12\n34\n', 'parse', '"12\n34"'],
  ['1e3\n', 'parse', '"1e3"'],
  ['1.0\n', 'parse', '"1.0"'],
  ['1_000\n', 'parse', '"1_000"'],
  ['\u0661\n', 'parse', '"\u0661"'],
  [`${'9'.repeat(60)}\n`, 'parse', `"${'9'.repeat(40)}"`],
  ['', 'absent', 'empty'],
  ['\n', 'absent', 'empty'],
  [' \t\r\n', 'absent', 'empty'],
  ['N/A (no PMA)\n', 'not_supported', 'N/A (no PMA)'],
  ['N/A', 'not_supported', 'N/A'],
  ['NaN\n', 'parse', '"NaN"'],
])('%j is not a count but %s', (text, code, detail) => {
  expect(said(text)).toEqual({ value: null, reason: { code, detail } });
});

test('a refusal and a timeout are reasons, whatever the parser', () => {
  expect(parseTextAnswer({ kind: 'error', errno: 'EOPNOTSUPP' })).toEqual({
    value: null,
    reason: { code: 'not_supported', detail: 'EOPNOTSUPP' },
  });
  expect(parseAnswer({ kind: 'timeout', hungPath: null, seconds: 2 }, () => 1)).toEqual({
    value: null,
    reason: { code: 'timeout', detail: 'not reached within 2 s' },
  });
});

test('a text is its line without the line break; a word that only begins like N/A is a text', () => {
  expect(parseTextAnswer({ kind: 'text', text: 'MT_0000000884\n' })).toEqual({ value: 'MT_0000000884' });
  expect(parseTextAnswer({ kind: 'text', text: 'N/Active\n' })).toEqual({ value: 'N/Active' });
});

test('every count of 64 bits is read exactly, and no other text is ever one', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (n) => {
      expect(parseU64(String(n))).toBe(n);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (!/^[0-9]+$/.test(text)) expect(parseU64(text)).toBeNull();
    }),
  );
});

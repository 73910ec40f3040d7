// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CapturedOutput } from '../../../../src/host/command/captured-output.js';

/** Gives the bytes in pieces of some size, and the text that was kept. */
const kept = (bytes: Buffer, limit: number, piece: number): { readonly text: string; readonly isComplete: boolean } => {
  const output = new CapturedOutput(limit);
  let isComplete = true;
  for (let i = 0; i < bytes.length; i += piece) isComplete = output.keep(bytes.subarray(i, i + piece));
  return { text: output.text(), isComplete };
};

test('a text within the limit is itself, in whatever pieces it comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), (text, piece) => {
      const bytes = Buffer.from(text);
      expect(kept(bytes, bytes.length, piece)).toEqual({ text, isComplete: true });
    }),
  );
});

test('a longer one is the longest beginning of whole characters that the limit holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (text, n, piece) => {
        const bytes = Buffer.from(text);
        const limit = n % bytes.length;
        const result = kept(bytes, limit, piece);
        expect(result.isComplete).toBe(false);
        expect(text.startsWith(result.text)).toBe(true);
        const next = String.fromCodePoint(text.codePointAt(result.text.length) ?? 0);
        expect(Buffer.byteLength(result.text)).toBeLessThanOrEqual(limit);
        expect(Buffer.byteLength(result.text + next)).toBeGreaterThan(limit);
      },
    ),
  );
});

test('bytes that are no UTF-8 are kept as far as the limit goes', () => {
  expect(kept(Buffer.from([0x61, 0x80, 0x80, 0x80, 0x80, 0x62]), 5, 1).text).toBe('a\ufffd\ufffd\ufffd\ufffd');
  expect(kept(Buffer.from([0xff, 0xff, 0x62]), 2, 3).text).toBe('\ufffd\ufffd');
});

test('what comes after the limit is not kept, even if it would have room', () => {
  const output = new CapturedOutput(4);
  expect(output.keep(Buffer.from('abc'))).toBe(true);
  expect(output.keep(Buffer.from('de'))).toBe(false);
  expect(output.keep(Buffer.from('f'))).toBe(false);
  expect(output.text()).toBe('abcd');
});

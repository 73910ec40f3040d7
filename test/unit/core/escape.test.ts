// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeForeign, jsonString } from '../../../src/core/escape.js';

test.each([
  ['a line break and a tab by their letters', 'a\nb\tc', String.raw`a\nb\tc`],
  ['a carriage return, which would overwrite the line', 'safe\revil', String.raw`safe\u000devil`],
  ['the escape that starts a color', '\u001b[31mred', String.raw`\u001b[31mred`],
  ['NUL and DEL', '\u0000\u007f', String.raw`\u0000\u007f`],
  ['C1, which some terminals obey', '\u0085\u009b2J', String.raw`\u0085\u009b2J`],
  ['bidi marks, embeddings and isolates', '\u061c\u200f\u202e\u2069', String.raw`\u061c\u200f\u202e\u2069`],
  ['line and paragraph separators', '\u2028\u2029', String.raw`\u2028\u2029`],
  ['half of a surrogate pair', 'x\ud83d', String.raw`x\ud83d`],
  ['a byte order mark', '\ufeffx', String.raw`\ufeffx`],
])('shown as an escape: %s', (_what, foreign, shown) => {
  expect(escapeForeign(foreign)).toBe(shown);
});

test('words of any language, whole surrogate pairs and backslashes stay as they are', () => {
  for (const word of ['mlx5_0/1', 'größe', 'шина', '電力', '\u{1f50c}', String.raw`C:\n`, '']) {
    expect(escapeForeign(word)).toBe(word);
  }
});

const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;

test('nothing unsafe is left of any string, and what is safe is not touched again', () => {
  fc.assert(
    fc.property(codeUnits, (foreign) => {
      const shown = escapeForeign(foreign);
      expect(shown).not.toMatch(UNSAFE);
      expect(escapeForeign(shown)).toBe(shown);
    }),
  );
});

test('a JSON string is plain on a terminal and reads back as it was', () => {
  fc.assert(
    fc.property(codeUnits, (foreign) => {
      expect(jsonString(foreign)).not.toMatch(UNSAFE);
      expect(JSON.parse(jsonString(foreign))).toBe(foreign);
    }),
  );
});

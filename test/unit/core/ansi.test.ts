// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripAnsi } from '../../../src/core/ansi.js';

const ESC = '\u001b';
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be left
const BEGINS = /[\u001b\u009b\r]/;

test('what a vendor tool prints is left without its colors, which it ends on the next line', () => {
  expect(stripAnsi(`State           : ${ESC}[32mActive\n${ESC}[0mSpeed           : ${ESC}[0;32m400G\n${ESC}[0m`)).toBe(
    'State           : Active\nSpeed           : 400G\n',
  );
  expect(stripAnsi(`${ESC}[31m \n${ESC}[0m \n`)).toBe(' \n \n');
  expect(stripAnsi(`a\r\nb\u009b1mc${ESC}[3`)).toBe('a\nbc');
});

const plain = fc.string({ unit: 'grapheme' }).filter((text) => !BEGINS.test(text));
const sequence = fc
  .tuple(fc.constantFrom(`${ESC}[`, '\u009b'), fc.stringMatching(/^[0-?]{0,5}[ -/]{0,2}[@-~]$/))
  .map(([begin, rest]) => begin + rest);

test('sequences between any two texts go, and the texts stay', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, sequence)), plain, (parts, end) => {
      const texts = parts.map(([text]) => text).join('') + end;
      expect(stripAnsi(parts.flat().join('') + end)).toBe(texts);
      expect(stripAnsi(texts)).toBe(texts);
    }),
  );
});

test('nothing is left that could begin a sequence, whatever came in, and a second time changes nothing', () => {
  const anything = fc.string({ unit: fc.constantFrom(ESC, '\u009b', '[', '0', ';', 'm', 'K', ' ', 'x', '\r', '\n') });
  fc.assert(
    fc.property(anything, (text) => {
      const once = stripAnsi(text);
      expect(once).not.toMatch(BEGINS);
      expect(stripAnsi(once)).toBe(once);
      expect(stripVTControlCharacters(once)).toBe(once);
    }),
  );
});

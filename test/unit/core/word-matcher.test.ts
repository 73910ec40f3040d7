// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCharacters, wordMatcher } from '../../../src/core/word-matcher.js';
import { readWords } from '../../../src/host/identity/word-tokens.js';

const letters = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', '(', '\\', 'é', 'É', ' '), maxLength: 12 });
const words = fc.uniqueArray(
  letters.filter((word) => word !== ''),
  { minLength: 1, maxLength: 8 },
);

/** What a regex of these words finds, the longest one first. */
const byRegex = (all: readonly string[], text: string, before: string, after: string, flags: string) => {
  const escaped = [...all]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const matches = text.matchAll(new RegExp(`${before}(?:${escaped.join('|')})${after}`, flags));
  return [...matches].map((match) => ({ start: match.index, end: match.index + match[0].length }));
};

test('the matcher finds whole words in either case, as a regex of them does', () => {
  fc.assert(
    fc.property(words, fc.array(letters, { maxLength: 8 }), (all, parts) => {
      const text = [...parts, ...all].join('');
      expect(wordMatcher(all, readWords)(text)).toEqual(
        byRegex(all, text, '(?<![0-9A-Za-z])', '(?![0-9A-Za-z])', 'gi'),
      );
    }),
    { numRuns: 2000 },
  );
});

test('the matcher finds texts anywhere, as a regex of them does', () => {
  fc.assert(
    fc.property(words, fc.array(letters, { maxLength: 8 }), (all, parts) => {
      const text = [...parts, ...all].join('');
      expect(wordMatcher(all, readCharacters)(text)).toEqual(byRegex(all, text, '', '', 'g'));
    }),
    { numRuns: 2000 },
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { suggestRule } from '../../../../src/policy/decision/suggest.js';

test.each<[string, readonly string[], string | null]>([
  ['a command', ['/usr/bin/mlxlink', '-d', '0000:18:00.0', '-a', 'DN'], '/usr/bin/mlxlink -d 0000:18:00.0 -a DN'],
  ['a program alone', ['/p'], '/p'],
  ['signs, which are literal there', ['/p', '$A', '[a-z].*', '#x', 'a@3', '"q"'], '/p $A [a-z].* #x a@3 "q"'],
  ['an argument with a space', ['/p', 'a b'], null],
  ['an empty argument', ['/p', 'a', ''], null],
  ['a letter beyond ASCII', ['/p', '\u00e9'], null],
  ['a line break', ['/p', 'a\n/q'], null],
  ['a line break in the program', ['/p\n/p', 'a'], null],
  ['a bare name', ['mlxlink', '-v'], null],
  ['a path that is not canonical', ['/usr/../p'], null],
  ['a program that is a section', ['[commands]'], null],
  ['a program that is a comment', ['#x'], null],
  ['nothing', [], null],
  ['too many elements', ['/p', ...Array(64).fill('a')], null],
  ['an element that is too long', ['/p', 'a'.repeat(513)], null],
  ['a line that is too long', ['/p', ...Array(15).fill('a'.repeat(270)), 'a'.repeat(30)], null],
])('%s', (_what, argv, line) => {
  expect(suggestRule(argv)).toBe(line);
});

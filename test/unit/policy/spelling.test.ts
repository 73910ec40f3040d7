// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { isOneSlip, likely } from '../../../src/policy/spelling.js';

test.each([
  ['commands', 'commands'],
  ['command', 'commands'],
  ['commandss', 'commands'],
  ['ommands', 'commands'],
  ['xcommands', 'commands'],
  ['comands', 'commands'],
  ['commamds', 'commands'],
  ['BFD', 'BDF'],
  ['ab', 'ba'],
  ['a', 'b'],
  ['', 'a'],
  ['aaa', 'aa'],
])('%j is one slip away from %j', (typed, name) => {
  expect([isOneSlip(typed, name), isOneSlip(name, typed)]).toEqual([true, true]);
});

test.each([
  ['comman', 'commands'],
  ['cmmand', 'commands'],
  ['abc', 'cba'],
  ['abcd', 'badc'],
  ['ab', 'cd'],
  ['abx', 'yba'],
  ['', 'ab'],
  ['aab', 'bba'],
  ['abc', 'bca'],
])('%j is further away from %j', (typed, name) => {
  expect([isOneSlip(typed, name), isOneSlip(name, typed)]).toEqual([false, false]);
});

test('a name in another case is meant before one that is a slip away', () => {
  expect(likely('AB', ['aB', 'ab'])).toBe('aB');
  expect(likely('AB', ['Ab', 'ab', 'AC'])).toBe('Ab');
  expect(likely('AB', ['AC', 'ab'])).toBe('ab');
  expect(likely('AB', ['xyz', 'AC'])).toBe('AC');
  expect(likely('AB', ['xyz'])).toBeNull();
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { closestName, isOneEditAway } from '../../../../src/policy/grammar/spelling.js';

test.each([
  ['commands', 'commands'],
  ['command', 'commands'],
  ['commandss', 'commands'],
  ['ommands', 'commands'],
  ['xcommands', 'commands'],
  ['comands', 'commands'],
  ['commamds', 'commands'],
  ['BFD', 'BDF'],
  ['aaab', 'aaba'],
  ['baaa', 'abaa'],
  ['aaa', 'aaaa'],
  ['abc', 'abc'],
])('%j is one slip away from %j', (typed, name) => {
  expect([isOneEditAway(typed, name), isOneEditAway(name, typed)]).toEqual([true, true]);
});

test.each([
  ['comman', 'commands'],
  ['cmmand', 'commands'],
  ['abc', 'cba'],
  ['abcd', 'badc'],
  ['aabb', 'ccdd'],
  ['ab', 'ba'],
  ['ab', 'abc'],
  ['a', 'b'],
  ['', 'a'],
  ['abx', 'yba'],
  ['', 'ab'],
  ['aab', 'bba'],
  ['abc', 'bca'],
])('%j is further away from %j', (typed, name) => {
  expect([isOneEditAway(typed, name), isOneEditAway(name, typed)]).toEqual([false, false]);
});

test('a name in another case is meant before one that is a slip away', () => {
  expect(closestName('ABC', ['aBc', 'abc'])).toBe('aBc');
  expect(closestName('ABC', ['Abx', 'ABD', 'abc'])).toBe('abc');
  expect(closestName('ABC', ['xyz', 'ABD', 'ABE'])).toBe('ABD');
  expect(closestName('ab', ['AB'])).toBe('AB');
  expect(closestName('ABC', ['xyz'])).toBeNull();
});

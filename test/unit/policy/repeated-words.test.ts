// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { decide } from '../../../src/policy/decision/decide.js';
import { regexRules, verdictOf } from './policies.js';

const allows = (rule: string, args: string): boolean =>
  verdictOf(decide(regexRules(`/p ${rule}`), ['/p', ...args.split(' ').filter((arg) => arg !== '')])) === 'allow 2';

test.each([
  ['a@1', ['', 'a'], ['a a', 'b', 'b a']],
  ['a@3', ['', 'a', 'a a a'], ['a a a a', 'a b a']],
  ['[ab]@2', ['', 'a', 'b a'], ['a b a', 'c']],
  ['x a@1', ['x', 'x a'], ['a', 'x a a', 'a x']],
  ['a@1 x', ['x', 'a x'], ['a', 'a a x', 'x a']],
  ['a@2 b@2', ['', 'a', 'b', 'a b', 'a a b b', 'b b', 'a b b'], ['b a', 'a b a', 'a a a', 'b b b']],
  ['[ab]@2 a', ['a', 'b a', 'a a', 'a b a', 'a a a'], ['', 'b', 'a b', 'a a a a']],
  ['[ab]@2 [bc]@2 d', ['d', 'b d', 'a b c d', 'b b b b d', 'c c d'], ['c a d', 'b b b b b d', 'd d', 'a b']],
  ['a@64', ['', Array(63).fill('a').join(' ')], [`${Array(62).fill('a').join(' ')} b`]],
  ['a@1 a@1 a@1', ['', 'a', 'a a', 'a a a'], ['a a a a']],
  ['x [ab]@2 (?:a|b)@1', ['x', 'x a', 'x a b a'], ['x a b a b', 'a']],
  ['a\\@2', ['a@2'], ['', 'a', 'a a']],
  ['a\\\\\\@2', ['a\\@2'], ['', 'a\\', 'a\\ a\\']],
  ['a\\\\@2', ['', 'a\\', 'a\\ a\\'], ['a@2', 'a']],
])('%s', (rule, yes, no) => {
  expect([...yes, ...no].filter((args) => allows(rule, args))).toEqual(yes);
});

test('rules that begin alike do not lend each other their ends', () => {
  const policy = regexRules('/p a@2 x', '/p a@2 y z', '/p a x w', '/p a@1 v');
  const verdicts = [
    'x',
    'a x',
    'a a x',
    'y z',
    'a a y z',
    'a x w',
    'v',
    'a v',
    'x w',
    'a a x w',
    'y',
    'a a v',
    'x z',
  ].map((args) => verdictOf(decide(policy, ['/p', ...args.split(' ')])));
  expect(verdicts).toEqual([
    ...['allow 2', 'allow 2', 'allow 2', 'allow 3', 'allow 3', 'allow 4', 'allow 5', 'allow 5'],
    ...['no_rule', 'no_rule', 'no_rule', 'no_rule', 'no_rule'],
  ]);
});

test('many repeated words take no more time than a few', () => {
  const policy = regexRules(
    `/p ${Array(100).fill('[a-z]@64').join(' ')} Z`,
    `/p ${Array(100).fill('a@64').join(' ')} Z`,
  );
  const started = performance.now();
  expect(verdictOf(decide(policy, ['/p', ...Array(63).fill('a')]))).toBe('no_rule');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a regex that kills backtracking engines is decided at once', () => {
  const policy = regexRules('/p (?:a|a|aa)+b', '/p (?:a?){60}a{60}', '/p (?:a{1,3}b?){30}c', '/p a*a*a*a*a*a*c');
  const started = performance.now();
  for (const end of ['!', 'c!', '']) decide(policy, ['/p', 'a'.repeat(500) + end]);
  expect(performance.now() - started).toBeLessThan(10_000);
});

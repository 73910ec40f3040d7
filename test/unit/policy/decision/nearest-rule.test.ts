// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { decide } from '../../../../src/policy/decision/decide.js';
import { FILE, regexRules, sound } from '../policies.js';

const nearest = (rules: readonly string[], command: string): string | null => {
  const decision = decide(regexRules(...rules), command.split(' '));
  if (decision.verdict === 'allow') return 'allow';
  if (decision.nearest === null) return null;
  const { text, argument, got, expected } = decision.nearest;
  return `${text} | ${argument}: ${got} / ${expected}`;
};

test('the nearest rule, its line, and the argument that fails', () => {
  const policy = sound(
    '[regex_macros]\nDEVICE=[0-9]{4}\n[commands_regex]\n/usr/bin/mlxlink -d $DEVICE -p 1 -m -c --json\n',
  );
  expect(decide(policy, '/usr/bin/mlxlink -d 0018 -p 1 -a DN'.split(' '))).toEqual({
    verdict: 'deny',
    rule: null,
    reason: 'no_rule',
    detail: 'no rule allows this command',
    nearest: {
      file: FILE,
      line: 4,
      text: '/usr/bin/mlxlink -d $DEVICE -p 1 -m -c --json',
      argument: 5,
      got: '-a',
      expected: '-m',
    },
  });
});

test.each<[string, readonly string[], string, string | null]>([
  ['a value', ['/p -d [0-9]'], '/p -d x', '/p -d [0-9] | 2: x / [0-9]'],
  ['an argument too few', ['/p a b'], '/p a', '/p a b | 2: null / b'],
  ['no argument at all', ['/p a b'], '/p', '/p a b | 1: null / a'],
  ['an argument too many', ['/p a'], '/p a b', '/p a | 2: b / null'],
  ['the rule that took most', ['/p a b c', '/p a x'], '/p a b x', '/p a b c | 3: x / c'],
  ['of equals the closest in number', ['/p a b c d', '/p a e f'], '/p a x y', '/p a e f | 2: x / e'],
  ['fewer is as far as more', ['/p a b c d', '/p a'], '/p a x y z z', '/p a b c d | 2: x / b'],
  ['of equals the first in spelling', ['/p c', '/p b'], '/p x', '/p b | 1: x / b'],
  ['of equals the first, whatever the order', ['/p b', '/p c'], '/p x', '/p b | 1: x / b'],
  ['a repeated word', ['/p a [bc]@2'], '/p a x', '/p a [bc]@2 | 2: x / [bc]@2'],
  ['a repeated word too often', ['/p a [bc]@2'], '/p a b c b', '/p a [bc]@2 | 4: b / null'],
  ['what must stand, not what may', ['/p a@1 [bc]@2 d e'], '/p x y', '/p a@1 [bc]@2 d e | 1: x / d'],
  ['what was taken on another way does not count', ['/p a b c d', '/p [a-z] x y'], '/p a b z', '/p a b c d | 3: z / c'],
  ['in the middle of the range is no nearer than at its end', ['/p a b', '/p c@5 d'], '/p x y', '/p a b | 1: x / a'],
  ['within the range is no distance', ['/p a@5 b', '/p c d'], '/p x y z', '/p a@5 b | 1: x / b'],
  ['an exact word beside a regex', ['/p a b', '/p [a-z] c d'], '/p a x', '/p a b | 2: x / b'],
])('%s', (_what, rules, command, expected) => {
  expect(nearest(rules, command)).toBe(expected);
});

test.each<[string, string, string | null]>([
  ['the same name in another place', 'mlxlink -d 1', '/usr/bin/mlxlink -d [0-9] | 0: mlxlink / /usr/bin/mlxlink'],
  [
    'the same name in capital letters',
    '/usr/bin/MlxLink x',
    '/usr/bin/mlxlink -d [0-9] | 0: /usr/bin/MlxLink / /usr/bin/mlxlink',
  ],
  ['a letter too few', '/usr/bin/mlxlnk -d 1', '/usr/bin/mlxlink -d [0-9] | 0: /usr/bin/mlxlnk / /usr/bin/mlxlink'],
  ['its rule that takes most', '/bin/mlxlink -p', '/usr/bin/mlxlink -p 1 | 0: /bin/mlxlink / /usr/bin/mlxlink'],
  ['its rule that takes all', '/bin/mlxlink -p 1', '/usr/bin/mlxlink -p 1 | 0: /bin/mlxlink / /usr/bin/mlxlink'],
  ['nothing near', '/usr/bin/flint -d 1', null],
  ['a name that only begins alike', '/usr/bin/mlxlink.old -d 1', null],
])('a program without rules: %s', (_what, command, expected) => {
  expect(nearest(['/usr/bin/mlxlink -d [0-9]', '/usr/bin/mlxlink -p 1', '/usr/sbin/devlink x'], command)).toBe(
    expected,
  );
});

test('of programs with one name in several places the first in spelling is near', () => {
  const rules = ['/usr/sbin/tool a', '/bin/tool b', '/usr/bin/tool c'];
  expect(nearest(rules, 'tool a')).toBe('/bin/tool b | 0: tool / /bin/tool');
  expect(nearest([...rules].reverse(), 'tool a')).toBe('/bin/tool b | 0: tool / /bin/tool');
});

test('a name that is mistyped is looked for among the first hundred programs', () => {
  const many = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => `/a/${String(i).padStart(3, '0')} x`);
  expect(nearest([...many(99), '/z/zzz x'], '/z/zzy x')).toBe('/z/zzz x | 0: /z/zzy / /z/zzz');
  expect(nearest([...many(100), '/z/zzz x'], '/z/zzy x')).toBeNull();
  expect(nearest([...many(100), '/z/zzz x'], '/y/zzz x')).toBe('/z/zzz x | 0: /y/zzz / /z/zzz');
});

test('of several programs that are one slip away the first in spelling is near', () => {
  const rules = ['/bin/toal x', '/bin/tool x', '/bin/toll x'];
  expect(nearest(rules, '/bin/toul x')).toBe('/bin/toal x | 0: /bin/toul / /bin/toal');
  expect(nearest([...rules].reverse(), '/bin/toul x')).toBe('/bin/toal x | 0: /bin/toul / /bin/toal');
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { checkArgv } from '../../../../src/policy/decision/argv.js';
import { decide } from '../../../../src/policy/decision/decide.js';
import { regexRules, sound } from '../policies.js';

const POLICY = regexRules('/p [a-z]{1,255}@64', '/p [a-z]{1,255}[a-z]{1,255}[a-z]{1,255}');

const throwing = (): never => {
  throw new Error('looked at');
};

test.each([
  ['undefined', undefined],
  ['null', null],
  ['a number', 1],
  ['a text', '/p a'],
  ['a text object', Object('/p')],
  ['an object', {}],
  ['an object that looks like a list', { 0: '/p', 1: 'a', length: 2 }],
  ['a function', () => ['/p', 'a']],
  ['a symbol', Symbol('/p')],
  ['a set', new Set(['/p', 'a'])],
  ['bytes', new Uint8Array([47, 112])],
])('%s is no list of arguments', (_what, argv) => {
  expect(decide(POLICY, argv)).toEqual({
    verdict: 'deny',
    rule: null,
    reason: 'argv',
    detail: 'the command is not a list of arguments',
    nearest: null,
  });
});

test.each<[string, readonly unknown[], string]>([
  ['an empty list', [], 'the command has 0 elements; 1 to 64 are allowed'],
  ['65 elements', ['/p', ...Array(64).fill('a')], 'the command has 65 elements; 1 to 64 are allowed'],
  ['an empty program', ['', 'a'], 'the program is empty'],
  ['an empty argument', ['/p', 'a', ''], 'argument 2 is empty'],
  ['a hole', ['/p', ...Array(1), 'a'], 'argument 1 is not text'],
  ['a number', ['/p', 1], 'argument 1 is not text'],
  ['a list in the list', ['/p', ['a']], 'argument 1 is not text'],
  ['a text object', ['/p', Object('a')], 'argument 1 is not text'],
  ['something that turns into a text', ['/p', { toString: () => 'a' }], 'argument 1 is not text'],
  ['a line break', ['/p', 'a\n'], 'argument 1 contains U+000A; only printable ASCII is allowed'],
  ['a carriage return', ['/p', 'a\rALLOWED'], 'argument 1 contains U+000D; only printable ASCII is allowed'],
  ['a tab', ['/p', 'a\t-x'], 'argument 1 contains U+0009; only printable ASCII is allowed'],
  ['NUL', ['/p', 'a\0b'], 'argument 1 contains U+0000; only printable ASCII is allowed'],
  ['ESC', ['/p', '\u001b[31m'], 'argument 1 contains U+001B; only printable ASCII is allowed'],
  ['DEL', ['/p', 'a\u007f'], 'argument 1 contains U+007F; only printable ASCII is allowed'],
  ['C1', ['/p', '\u009b31m'], 'argument 1 contains U+009B; only printable ASCII is allowed'],
  ['a letter beyond ASCII', ['/p', '\u00e9'], 'argument 1 contains U+00E9; only printable ASCII is allowed'],
  [
    'a letter that looks like one of ours',
    ['/p', '\u0430'],
    'argument 1 contains U+0430; only printable ASCII is allowed',
  ],
  ['an override of direction', ['/\u202ep', 'a'], 'the program contains U+202E; only printable ASCII is allowed'],
  ['a line separator', ['/p', 'a\u2028b'], 'argument 1 contains U+2028; only printable ASCII is allowed'],
  ['half a character', ['/p', '\ud83d'], 'argument 1 contains U+D83D; only printable ASCII is allowed'],
  [
    'a whole character of two halves',
    ['/p', '\u{1f44d}'],
    'argument 1 contains U+1F44D; only printable ASCII is allowed',
  ],
  ['513 bytes', ['/p', 'a'.repeat(513)], 'argument 1 is longer than 512 bytes'],
  ['4097 bytes', ['/p', ...Array(16).fill('a'.repeat(255)), 'a'.repeat(15)], 'the command is longer than 4096 bytes'],
])('%s is denied before any rule', (_what, argv, detail) => {
  expect(decide(POLICY, argv)).toEqual({ verdict: 'deny', rule: null, reason: 'argv', detail, nearest: null });
});

test.each([
  ['64 elements', ['/p', ...Array(63).fill('a')]],
  ['512 bytes', ['/p', 'a'.repeat(512)]],
  ['4096 bytes', ['/p', ...Array(16).fill('a'.repeat(255)), 'a'.repeat(14)]],
])('%s are allowed', (_what, argv) => {
  expect(decide(POLICY, argv)).toMatchObject({ verdict: 'allow', argv });
});

test('the first and the last printable character are allowed', () => {
  expect(decide(sound('[commands]\n/p ~!\n'), ['/p', '~!']).verdict).toBe('allow');
  expect(checkArgv(['/p', ' ~'])).toEqual({ argv: ['/p', ' ~'] });
});

test.each<[string, unknown]>([
  ['throws when its length is asked', new Proxy([], { get: throwing })],
  ['throws when an element is asked', Object.defineProperty(['/p'], 1, { get: throwing, enumerable: true })],
  [
    'throws something that is no error',
    new Proxy([], {
      get: () => {
        throw undefined;
      },
    }),
  ],
  [
    'was revoked',
    (() => {
      const { proxy, revoke } = Proxy.revocable([], {});
      revoke();
      return proxy;
    })(),
  ],
])('a list that %s is denied', (_what, argv) => {
  expect(decide(POLICY, argv)).toEqual({
    verdict: 'deny',
    rule: null,
    reason: 'argv',
    detail: 'the command could not be read',
    nearest: null,
  });
});

const lying = (length: unknown): unknown =>
  new Proxy(['/p', 'a'], { get: (list, key) => (key === 'length' ? length : Reflect.get(list, key)) });

test.each<[unknown, string]>([
  [1.5, 'the command has 1.5 elements; 1 to 64 are allowed'],
  [0, 'the command has 0 elements; 1 to 64 are allowed'],
  [-1, 'the command has -1 elements; 1 to 64 are allowed'],
  [Number.NaN, 'the command has NaN elements; 1 to 64 are allowed'],
  [Number.POSITIVE_INFINITY, 'the command has Infinity elements; 1 to 64 are allowed'],
  ['2', 'the command has 2 elements; 1 to 64 are allowed'],
  [3, 'argument 2 is not text'],
])('denies a list that claims the length %s', (length, detail) => {
  expect(decide(POLICY, lying(length))).toMatchObject({ verdict: 'deny', reason: 'argv', detail });
});

test('each element is looked at once: a second answer cannot replace the one that was checked', () => {
  const asked: string[] = [];
  const argv = new Proxy(['/p', 'a'], {
    get: (list, key) => {
      asked.push(String(key));
      return asked.filter((name) => name === String(key)).length > 1 ? '-x' : Reflect.get(list, key);
    },
  });
  expect(decide(POLICY, argv)).toMatchObject({ verdict: 'allow', path: '/p', argv: ['/p', 'a'] });
  expect(asked.filter((key) => /^\d+$/.test(key))).toEqual(['0', '1']);
});

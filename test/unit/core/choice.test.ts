// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import {
  choosesPort,
  type DeviceChoice,
  includesDevice,
  matchesDevice,
  namesOneDevice,
  parseDevicePattern,
} from '../../../src/core/choice.js';

const choose = (...patterns: readonly string[]): DeviceChoice => ({ devices: patterns.map(parseDevicePattern) });
const PORTS = ['mlx5_0/1', 'mlx5_0/2', 'mlx5_1/1', 'mlx5_10/1', 'mlx4_0/1', 'mlx_0/1', 'bond.0/1', 'bondx0/1'];
const chosen = (...patterns: readonly string[]): string[] =>
  PORTS.filter((name) => {
    const [device = '', port] = name.split('/');
    return choosesPort(choose(...patterns), device, Number(port));
  });

test.each([
  ['a name is the whole name: mlx5_1 is not mlx5_10', ['mlx5_1'], ['mlx5_1/1']],
  ['a star stands for any part', ['mlx5_1*'], ['mlx5_1/1', 'mlx5_10/1']],
  ['a star alone is everything', ['*'], PORTS],
  ['a question mark stands for exactly one character', ['mlx?_0'], ['mlx5_0/1', 'mlx5_0/2', 'mlx4_0/1']],
  ['a glob covers the whole name, not the middle of it', ['lx5_?'], []],
  ['a dot is a dot, in a name and in a glob', ['bond.0', 'bond.*'], ['bond.0/1']],
  ['a port leaves out the other ports', ['mlx5_0/1'], ['mlx5_0/1']],
  ['a glob of ports is every port', ['mlx5_0/*'], ['mlx5_0/1', 'mlx5_0/2']],
  ['a glob may have a port', ['mlx5_*/1'], ['mlx5_0/1', 'mlx5_1/1', 'mlx5_10/1']],
  ['several patterns add up', ['mlx5_1', 'mlx5_0/2'], ['mlx5_0/2', 'mlx5_1/1']],
  ['no pattern is everything', [], PORTS],
])('%s', (_rule, patterns, expected) => {
  expect(chosen(...patterns)).toEqual(expected);
});

test('a device is chosen as soon as one of its ports may be', () => {
  expect(['mlx5_0', 'mlx5_1'].filter((d) => includesDevice(choose('mlx5_0/2'), d))).toEqual(['mlx5_0']);
});

test('a name selects one device, a glob those that exist', () => {
  expect(['mlx5_0', 'mlx5_0/1', 'mlx5_?', '*'].map((p) => namesOneDevice(parseDevicePattern(p)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  '',
  '/',
  '/1',
  '../x',
  'a/b/c',
  'a/b',
  'mlx5_0/0',
  'mlx5_0/01',
  'mlx5_0/-1',
  'mlx5_0/',
  'mlx5_0/1/',
  'a b',
  'a\nb',
  'mlx5_[01]',
  'ü',
])('%j names no device', (text) => {
  expect(() => parseDevicePattern(text)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('a glob of many stars is still answered at once', () => {
  const started = performance.now();
  expect(matchesDevice(parseDevicePattern(`${'*'.repeat(50)}x`), 'm'.repeat(200))).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { withBoundedNames } from '../../../src/host/bounded-names.js';
import { smallMachine } from '../small-machine.js';

const listing = (entries: readonly string[]) =>
  withBoundedNames({ ...smallMachine({}), readdir: () => ({ kind: 'entries', entries }) }).readdir(
    '/sys/class/infiniband',
  );

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `mlx5_${i}`);

test('a directory of 4,096 names is listed', () => {
  expect(listing(names(4096))).toEqual({ kind: 'entries', entries: names(4096) });
});

test('a directory of more names is refused, and the reason has the number', () => {
  expect(listing(names(4097))).toEqual({ kind: 'error', errno: 'EIO', detail: '4097 names, more than 4096' });
});

test('a name longer than Linux allows is cut to that, and costs no other name', () => {
  const longest = 'a'.repeat(255);
  expect(listing(['mlx5_0', longest])).toEqual({ kind: 'entries', entries: ['mlx5_0', longest] });
  expect(listing(['mlx5_0', `${longest}a`, `${longest}b`])).toEqual({ kind: 'entries', entries: ['mlx5_0', longest] });
});

test('a cut name has whole characters', () => {
  expect(listing(['é'.repeat(128)])).toEqual({ kind: 'entries', entries: ['é'.repeat(127)] });
});

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
  expect(listing(names(4097))).toEqual({ kind: 'error', errno: '4097 names, more than 4096' });
});

test('a name that no file system of Linux can hold refuses its directory', () => {
  expect(listing(['a'.repeat(255)])).toMatchObject({ kind: 'entries' });
  expect(listing(['mlx5_0', 'a'.repeat(256)])).toEqual({
    kind: 'error',
    errno: 'a name of 256 bytes, more than 255',
  });
});

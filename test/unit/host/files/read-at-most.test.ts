// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Limits of files count the bytes that are read: a file of /proc says that it has none. */

import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAtMost } from '../../../../src/host/files/read-at-most.js';
import { readUserFile } from '../../../../src/host/files/user-file.js';
import { InsideRoot } from '../../../../src/host/inside-root/inside-root.js';
import { scratch } from '../../../scratch.js';

const place = scratch();

const read = (path: string, limit: number): Buffer | null => {
  const descriptor = openSync(path, 'r');
  try {
    return readAtMost(descriptor, limit);
  } finally {
    closeSync(descriptor);
  }
};

test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('a file of %i bytes is read at that limit and not below', (size) => {
  const path = join(place, 'file');
  const bytes = Buffer.from(Array.from({ length: size }, (_, i) => i % 251));
  writeFileSync(path, bytes);
  expect(read(path, size)?.equals(bytes)).toBe(true);
  expect(read(path, size + 1)?.equals(bytes)).toBe(true);
  if (size > 0) expect(read(path, size - 1)).toBeNull();
});

test('a file of /proc, which has a size of 0, is read completely and refused above the limit', () => {
  expect(statSync('/proc/self/maps').size).toBe(0);
  expect(readUserFile('/proc/self/maps')).toMatchObject({ kind: 'text', text: expect.stringMatching(/\n.*\n/) });
  expect(readUserFile('/proc/self/maps', 1024)).toEqual({ kind: 'refused', reason: 'is larger than 1 KiB' });
  expect(new InsideRoot('/', 1).readSmallFile('/proc/self/maps', 1024)).toBeNull();
});

test('a file of /proc of 256 TB is refused as soon as the limit is passed', () => {
  const started = performance.now();
  expect(readUserFile('/proc/self/pagemap', 4 * 1024 * 1024)).toEqual({
    kind: 'refused',
    reason: 'is larger than 4096 KiB',
  });
  expect(performance.now() - started).toBeLessThan(5000);
});

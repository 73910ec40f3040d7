// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { atOnce, inTurns, type Steps } from '../../../src/core/turns.js';

/** Counts its steps for so long. */
function* countFor(milliseconds: number): Steps<number> {
  const end = performance.now() + milliseconds;
  for (let count = 0; ; count++) {
    yield;
    if (performance.now() >= end) return count;
  }
}

test('a timer fires while a computation runs in turns, and not while it runs at once', async () => {
  const fired: string[] = [];
  const first = setTimeout(() => fired.push('at once'), 1);
  expect(atOnce(countFor(100))).toBeGreaterThan(0);
  expect(fired).toEqual([]);
  clearTimeout(first);

  setTimeout(() => fired.push('in turns'), 1);
  expect(await inTurns(countFor(100))).toBeGreaterThan(0);
  expect(fired).toEqual(['in turns']);
});

test('a computation that is ended throws the reason, and goes no further', async () => {
  const ended = new AbortController();
  setTimeout(() => ended.abort(new Error('enough')), 1);
  await expect(inTurns(countFor(60_000), ended.signal)).rejects.toThrow('enough');
});

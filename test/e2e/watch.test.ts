// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { parseExact } from './documents.js';
import { fabricCommand, fabricInShell, start } from './fabric.js';
import { expectNoneLeft, pause } from './processes.js';
import { healthyTree } from './trees.js';

describe.concurrent('--interval without --count', () => {
  test('ends when its reader is gone', async () => {
    const root = await healthyTree();
    const { stdout, stderr, status, signal } = await fabricInShell(
      '"$@" | head -1',
      ['hcaperf', '--format', 'ndjson', '--interval', '200ms', '--root', root],
      { limitSeconds: 5 },
    );
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
    expect(parseExact(stdout)).toMatchObject({ record: 'document' });
    await expectNoneLeft(root);
  });

  test('runs until a signal: then 130 at once, and the last line is complete', async () => {
    const root = await healthyTree();
    const { child, ended } = start(
      fabricCommand(['hcaperf', '--format', 'ndjson', '--interval', '200ms', '--root', root]),
    );
    await pause(1500);
    const sent = performance.now();
    child.kill('SIGINT');
    const { stdout, stderr, status, signal } = await ended;
    expect((performance.now() - sent) / 1000).toBeLessThan(2);
    expect({ status, signal, stderr }).toEqual({ status: 130, signal: null, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.pop(), 'after the last line break').toBe('');
    const records = lines.map((line) => parseExact(line) as { record: string });
    expect(records.filter(({ record }) => record === 'document').length).toBeGreaterThan(1);
    expect(records.filter(({ record }) => record === 'ports').length % 8).toBe(0);
    await expectNoneLeft(root);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** With too few file descriptors there is a right answer or status 4 with the reason, never half an answer or a bug. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DESCRIPTORS_NEEDED } from '../../src/core/error.js';
import { fabric, fabricInShell, type Run, run } from './fabric.js';
import { healthyTree, scratch } from './trees.js';

const FIX = 'fix: ulimit -n 1024    or LimitNOFILE=1024 in the unit of a service\n';
const LIMITS = Array.from({ length: 33 }, (_, i) => i + 8); // 8 to 40

let tree: string;
/** The lowest limit with which Node runs a program that does nothing: below it Node aborts before a line of ours. */
let lowestOfNode: number;

beforeAll(async () => {
  tree = await healthyTree();
  const empty = join(scratch(), 'empty.cjs');
  writeFileSync(empty, '');
  const ended = await Promise.all(
    LIMITS.map((n) => run(['/bin/sh', '-c', `ulimit -n ${n}; exec "$@"`, 'sh', process.execPath, empty])),
  );
  lowestOfNode = LIMITS[ended.findIndex(({ status }) => status === 0)] ?? 0;
}, 60_000);

/** `right` is the answer, or it is refused with the sentence and nothing else. */
const expectRightOrRefused = ({ status, signal, stdout, stderr }: Run, right: string, what: string): void => {
  if (status === 0) expect(stdout, what).toBe(right);
  else {
    expect({ status, signal, stdout }, what).toEqual({ status: 4, signal: null, stdout: '' });
    expect(stderr, what).toMatch(
      new RegExp(
        `^(?:note: recorded .*, not whole\\n)?error: too few file descriptors \\([^)]+\\): fabric needs ${DESCRIPTORS_NEEDED} of its own\\n`,
      ),
    );
    expect(stderr.endsWith(FIX), what).toBe(true);
  }
};

describe('ulimit -n from 8 to 40', () => {
  test('Node starts with about 19', () => {
    expect(lowestOfNode).toBeGreaterThanOrEqual(8);
    expect(lowestOfNode).toBeLessThan(30);
  });

  test('a live machine is read completely or not at all, and no recording is begun', async () => {
    const right = (await fabric(['hcaperf', '--root', tree])).stdout;
    const directory = scratch();
    for (const n of LIMITS.filter((limit) => limit >= lowestOfNode)) {
      const record = join(directory, String(n));
      const argv = ['hcaperf', '--root', tree, '--record', record];
      const ended = await fabricInShell(`ulimit -n ${n}; exec "$@"`, argv);
      expectRightOrRefused(ended, right, `ulimit -n ${n}`);
      expect(existsSync(record)).toBe(ended.status === 0);
      expect(ended.stderr).toMatch(n === lowestOfNode ? /(allowed|EMFILE)\)/ : `(${n} allowed)`);
    }
  }, 60_000);

  test('a recorded machine needs no more than Node does', async () => {
    const argv = ['hcaperf', '--replay', 'bluefield3'];
    const right = (await fabric(argv)).stdout;
    for (const n of LIMITS.filter((limit) => limit >= lowestOfNode && limit < lowestOfNode + 6)) {
      expectRightOrRefused(await fabricInShell(`ulimit -n ${n}; exec "$@"`, argv), right, `ulimit -n ${n}`);
    }
  }, 60_000);

  test('an error is JSON for a program', async () => {
    const ended = await fabricInShell('ulimit -n 22; exec "$@"', ['hcaperf', '--json', '--root', tree]);
    expect(ended.status).toBe(4);
    expect(JSON.parse(ended.stdout)).toEqual({
      error: {
        code: 'descriptors',
        message: `too few file descriptors (22 allowed): fabric needs ${DESCRIPTORS_NEEDED} of its own`,
        fix: 'ulimit -n 1024',
      },
    });
  });
});

test.each([
  [DESCRIPTORS_NEEDED - 1, 4],
  [DESCRIPTORS_NEEDED, 0],
])('with ulimit -n %i the status is %i', async (n, status) => {
  const right = (await fabric(['hcaperf', '--root', tree])).stdout;
  const ended = await fabricInShell(`ulimit -n ${n}; exec "$@"`, ['hcaperf', '--root', tree]);
  expect(ended.status).toBe(status);
  expectRightOrRefused(ended, right, `ulimit -n ${n}`);
});

describe('descriptors that fabric was started with', () => {
  /** As many of 200 descriptors are free as `free` says when Node starts. */
  const withFree = (free: number, argv: readonly string[]): Promise<Run> =>
    fabricInShell(
      `ulimit -n 200; i=$((200 - ${free})); exec /usr/bin/env bash -c '
      for ((fd = 3; fd < $0; fd++)); do eval "exec $fd</dev/null"; done; exec "$@"' "$i" "$@"`,
      argv,
    );

  test.each([
    ['files', ['hcaperf', '--root']],
    ['a recording', ['hcaperf', '--record']],
  ])(
    'leave too few: %s are read completely or not at all',
    async (_, [command = '', flag]) => {
      const right = (await fabric([command, '--root', tree])).stdout;
      let refused = 0;
      let answered = 0;
      const few = Array.from({ length: 18 }, (_, i) => i + 17).filter((free) => flag !== '--record' || free % 2 === 1);
      for (const free of [...few, 64, 95, 97, 98, 99, 101, DESCRIPTORS_NEEDED]) {
        const record = flag === '--record' ? ['--record', join(scratch(), 'r')] : [];
        const ended = await withFree(free, [command, '--root', tree, ...record]);
        if (ended.status !== 0 && !/fabric/.test(ended.stderr)) continue; // Node did not start
        expectRightOrRefused(ended, right, `${free} free: ${ended.stderr}`);
        refused += Number(ended.status === 4);
        answered += Number(ended.status === 0);
      }
      expect(refused).toBeGreaterThan(0);
      expect(answered, `also ${DESCRIPTORS_NEEDED} are enough`).toBeGreaterThan(0);
    },
    90_000,
  );

  test('leave too few for tools: no tool is taken to be missing', async () => {
    let refused = 0;
    for (let free = 20; free <= 44; free += 2) {
      const ended = await withFree(free, ['sysinfo', '--json']);
      if (ended.status !== 0 && !/fabric/.test(ended.stderr)) continue;
      expect(ended.stdout + ended.stderr, `${free} free`).not.toMatch(/a bug|\(E[MN]FILE\)(?!: fabric needs)/);
      expect([0, 4, 6], `${free} free`).toContain(ended.status);
      refused += Number(/too few/.test(ended.stderr));
    }
    expect(refused).toBeGreaterThan(0);
  }, 90_000);
});

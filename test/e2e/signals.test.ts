// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { fabricCommand, run, start } from './fabric.js';
import { hasScript } from './machine.js';
import { expectNoneLeft, readerIn } from './processes.js';
import { healthyTree, plantFifo, portPath } from './trees.js';

/** A machine of which one adapter never answers. */
const hungTree = async (): Promise<string> => {
  const root = await healthyTree();
  plantFifo(portPath(root, 'mlx5_2', 'state'));
  return root;
};

describe.concurrent('a signal while a file hangs', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it at once with %i, without a word, and leaves no process', async (signal, expected) => {
    const root = await hungTree();
    const { child, ended } = start(fabricCommand(['hcaperf', '--json', '--root', root]));
    await readerIn(root);
    const sent = performance.now();
    child.kill(signal);

    const { status, stdout, stderr } = await ended;
    expect({ status, stdout: stdout.slice(0, 200), stderr }).toEqual({ status: expected, stdout: '', stderr: '' });
    expect((performance.now() - sent) / 1000, 'not the deadline of 10 s').toBeLessThan(2);
    await expectNoneLeft(root);
  });
});

test.skipIf(!hasScript)(
  'a person who waits is told how far it is, and the line is gone before the answer (needs script)',
  async () => {
    const root = await hungTree();
    const words = fabricCommand(['hcaperf', '--root', root, '--deadline', '2s']).map((word) => `'${word}'`);

    const { stdout } = await run(['script', '-qec', words.join(' '), '/dev/null'], {
      env: { TERM: 'xterm', NO_COLOR: '1' },
    });

    const [progress = '', answer = ''] = stdout.split(/(?=PORT )/);
    const drawn = progress.split('\r\u001b[K');
    expect(drawn[1]).toMatch(/^hcaperf: \d of 8 devices, \d\.\d s$/);
    expect(drawn.at(-1), 'erased').toBe('');
    expect(answer).toContain('mlx5_7/1');
  },
);

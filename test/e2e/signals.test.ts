// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { closeSync, constants, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EndingSignal } from '../../src/core/error.js';
import { fabric, fabricCommand, run, type Started, start } from './fabric.js';
import { hasScript } from './machine.js';
import { adapters, names, recordingOf } from './many-names.js';
import { expectNoneLeft, pause, processesIn, readerIn, untilItCatchesSignals } from './processes.js';
import { sampledRecording } from './sampled-recording.js';
import { adapterMachine, canPlantTools } from './tools/adapter-machine.js';
import { healthyTree, plantFifo, portPath, scratch } from './trees.js';

/** Enough samples for a run of seconds: some 330 documents a second. */
const endless = sampledRecording('bluefield3', 10_000);

const SIGNALS: readonly (readonly [EndingSignal, number])[] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

/** From the signal to the end: a second of a quiet machine. */
const MOST_SECONDS = 3;

/** A machine of which one adapter never answers. */
const hungTree = async (): Promise<string> => {
  const root = await healthyTree();
  plantFifo(portPath(root, 'mlx5_2', 'state'));
  return root;
};

/** Sends the signal and waits for the end. */
const endBy = async ({ child, ended }: Started, signal: EndingSignal, pid = child.pid ?? 0) => {
  const sent = performance.now();
  process.kill(pid, signal);
  const end = await ended;
  expect((performance.now() - sent) / 1000, 'seconds from the signal to the end').toBeLessThan(MOST_SECONDS);
  return end;
};

const command = (...argv: readonly string[]): Started => start(fabricCommand(argv));

describe('a signal ends fabric at once', () => {
  test.each(SIGNALS)('%s with status %i while a file hangs, and no process is left', async (signal, expected) => {
    const root = await hungTree();
    const started = command('hcaperf', '--json', '--root', root);
    await readerIn(root);

    const { status, stdout, stderr } = await endBy(started, signal);
    expect({ status, stdout: stdout.slice(0, 200), stderr }).toEqual({ status: expected, stdout: '', stderr: '' });
    await expectNoneLeft(root);
  });

  const many = recordingOf(adapters(200_000));

  test.each(SIGNALS)('%s with status %i while it parses 200,000 names', async (signal, expected) => {
    const started = command('hcaperf', '--json', '--replay', many);
    await untilItCatchesSignals(started.child.pid ?? 0);
    await pause(50);

    const { status, stdout, stderr } = await endBy(started, signal);
    expect({ status, stdout, stderr }).toEqual({ status: expected, stdout: '', stderr: '' });
  });

  test.each(SIGNALS)('%s with status %i while it replays with --interval into a pipe', async (signal, expected) => {
    const started = command('hcaperf', '--format', 'ndjson', '--replay', endless, '--interval', '1s');
    await once(started.child.stdout ?? process.stdin, 'data');
    await pause(200);

    const { status, stdout, stderr } = await endBy(started, signal);
    expect({ status, stderr }).toEqual({ status: expected, stderr: '' });
    expect(stdout, 'the last line is complete').toMatch(/\}\n$/);
  });

  test.each(SIGNALS)('%s with status %i while the pipe it writes to has no reader', async (signal, expected) => {
    const pipe = join(scratch(), 'pipe');
    plantFifo(pipe);
    const full = openSync(pipe, constants.O_RDWR); // holds it open, and never reads
    const argv = ['hcaperf', '--json', '--replay', endless, '--interval', '1s'];
    const started = start(fabricCommand(argv), { stdout: full });
    await untilItCatchesSignals(started.child.pid ?? 0);
    await pause(1500); // some 330 documents a second fill 64 KiB

    const { status, stderr } = await endBy(started, signal);
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: expected, stderr: '' });
  });

  test.skipIf(!hasScript).each(SIGNALS)(
    '%s with status %i while it replays with --interval on a terminal (needs script)',
    async (signal, expected) => {
      const mark = scratch();
      const started = onTerminal(['hcaperf', '--replay', endless, '--interval', '1s'], mark);
      const pid = await programIn(mark);
      await untilItCatchesSignals(pid);
      await pause(500);

      expect(await endBy(started, signal, pid)).toMatchObject({ status: expected });
      await expectNoneLeft(mark);
    },
  );

  test.each(SIGNALS)('%s with status %i while it records, and the recording is marked', async (signal, expected) => {
    const root = await hungTree();
    const directory = join(scratch(), 'cut');
    const started = command('hcaperf', '--root', root, '--record', directory);
    await readerIn(root);

    const { status, stdout, stderr } = await endBy(started, signal);
    expect({ status, stdout, stderr }).toEqual({
      status: expected,
      stdout: '',
      stderr: expect.stringMatching(/^note: recorded \d+ files, .*; interrupted, not whole\n$/),
    });
    expect(JSON.parse(readFileSync(join(directory, 'host.json'), 'utf8'))).toMatchObject({ complete: false });
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await expectNoneLeft(root);
  });
});

describe.skipIf(!canPlantTools)(
  `a tool that ignores SIGTERM${canPlantTools ? '' : ' (skipped: needs root and overlay mounts)'}`,
  async () => {
    const machine = await adapterMachine('connectx7');

    test.each(SIGNALS)('does not outlive fabric after %s, whose status is %i', async (signal, expected) => {
      const marks = names('86400.', 10).slice(expected % 10)[0] ?? '';
      machine.clear();
      for (const tool of ['mlxlink', 'mstlink']) machine.tool(tool, `trap '' TERM INT HUP; exec sleep ${marks}`);
      const started = machine.start('link');
      await toolIn(`sleep ${marks}`);

      const { status, stdout } = await endBy(started, signal);
      expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
      await expectNoneLeft(`sleep ${marks}`);
    });
  },
);

test('a replay on a terminal waits for its interval as a live machine does (needs script)', async ({ skip }) => {
  if (!hasScript) skip();
  const argv = ['hcaperf', '--replay', endless, '--interval', '1s', '--count', '2'];
  const mark = scratch();

  const { status, seconds } = await onTerminal(argv, mark).ended;
  const piped = await fabric(argv);
  expect([status, piped.status]).toEqual([0, 0]);
  expect(seconds, 'two intervals').toBeGreaterThan(1.9);
  expect(seconds - piped.seconds, 'a pipe does not wait').toBeGreaterThan(1);
});

test('200,000 adapters are refused with the number that is allowed', async () => {
  const argv = ['hcaperf', '--deadline', '60s', '--replay', recordingOf(adapters(200_000))];
  const { status, stderr } = await fabric(argv, { limitSeconds: 60 });
  expect(stderr).toContain('warning: cannot list /sys/class/infiniband (200000 names, more than 4096)\n');
  expect(status).toBe(4);
});

test('the deadline ends a run that computes', async () => {
  const many = recordingOf(adapters(200_000));
  const { status, stdout, stderr, seconds } = await fabric(['hcaperf', '--deadline', '100ms', '--replay', many]);
  // What is quick enough has an answer; nothing goes on after the deadline and the two seconds to finish.
  expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
  expect(stderr).toMatch(/200000 names, more than 4096|fabric was still computing/);
  expect(seconds).toBeLessThan(2.1 + MOST_SECONDS);
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

/** fabric on a terminal of its own, in a directory by which its processes are found. */
const onTerminal = (argv: readonly string[], mark: string): Started => {
  const words = fabricCommand(argv).map((word) => `'${word}'`);
  return start(['script', '-qec', `exec ${words.join(' ')}`, '/dev/null'], { cwd: mark, env: { TERM: 'xterm' } });
};

/** The process of fabric itself that works in a directory. */
const programIn = async (mark: string): Promise<number> => {
  for (let tries = 0; tries < 500; tries++) {
    const found = processesIn(mark).find(({ words }) => words.startsWith(process.execPath));
    if (found !== undefined) return found.pid;
    await pause(20);
  }
  throw new Error('fabric did not start');
};

/** Waits until a tool runs. */
const toolIn = async (words: string): Promise<void> => {
  for (let tries = 0; tries < 500 && processesIn(words).length === 0; tries++) await pause(20);
};

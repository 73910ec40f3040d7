// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DESCRIPTORS_NEEDED, errnoOf } from '../../src/core/error.js';
import { portsOf, type Row, readDocument, wrongFields } from './documents.js';
import { fabric, fabricCommand, run } from './fabric.js';
import { hasPrlimit } from './machine.js';
import { expectNoneLeft, pause, readerIn } from './processes.js';
import {
  asNamed,
  classPath,
  counterPath,
  healthyTree,
  plantFifo,
  plantLink,
  plantText,
  portPath,
  recordedTree,
} from './trees.js';

/** What a machine of eight adapters answers when every file can be read. */
let well: ReadonlyMap<string, Row>;

beforeAll(async () => {
  const { stdout, status } = await fabric(['hcaperf', '--json', '--root', await healthyTree()]);
  well = portsOf(stdout);
  expect({ status, ports: well.size }).toEqual({ status: 0, ports: 8 });
});

const counterOf = (root: string, device: string): string => counterPath(root, device, 'port_rcv_data');
const stateOf = (root: string, device: string): string => portPath(root, device, 'state');

// A busy machine may be late once; a deadline that does not hold is late every time.
const timed = { retry: 2 };

describe.concurrent('a file that never answers', timed, () => {
  test.each<[string, readonly string[], (root: string, device: string) => readonly string[]]>([
    ['a counter', ['mlx5_2'], (root, device) => [counterOf(root, device)]],
    ['the state of a port', ['mlx5_2'], (root, device) => [stateOf(root, device)]],
    [
      'both, on two adapters,',
      ['mlx5_2', 'mlx5_6'],
      (root, device) => [counterOf(root, device), stateOf(root, device)],
    ],
  ])('%s costs its own adapter only, by the deadline, and leaves no process', async (_, hung, filesOf) => {
    const root = await healthyTree();
    plantFifo(...hung.flatMap((device) => filesOf(root, device)));

    const run = await fabric(['hcaperf', '--json', '--root', root, '--deadline', '2s']);

    expect(run).toMatchObject({ status: 6, signal: null });
    expect(run.seconds).toBeLessThan(3);
    const { problems } = readDocument(run.stdout);
    const ports = portsOf(run.stdout);
    expect([...ports.keys()]).toEqual([...well.keys()]);
    for (const [name, port] of ports) {
      const isHung = hung.some((device) => name === `${device}/1`);
      expect(wrongFields(port, well.get(name), isHung ? problems : []), name).toEqual([]);
    }
    const timeouts = problems.filter((p) => p.code === 'timeout');
    expect(timeouts.map((p) => p.where)).toEqual(hung.map((device) => `${device}/1`));
    for (const [i, device] of hung.entries()) {
      // The state comes before the counters: where both hang, it is the state that was asked.
      const asked = asNamed(root, filesOf(root, device).at(-1) ?? '');
      expect(timeouts[i]?.detail).toBe(`no answer within 2 s: ${asked}; skipped the rest`);
      expect(timeouts[i]?.severity).toBe('warning');
    }
    await expectNoneLeft(root);
  });

  test('the table has every port, and the messages name the file', async () => {
    const root = await healthyTree();
    plantFifo(stateOf(root, 'mlx5_2'));

    const run = await fabric(['hcaperf', '--root', root, '--deadline', '1s']);

    expect(run).toMatchObject({ status: 6, signal: null });
    expect(run.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', ...well.keys(), '']);
    expect(run.stdout).toMatch(/^mlx5_2\/1 +ibp64s0 +- +- +- +- /m);
    expect(run.stderr.split('\n')).toEqual([
      'warning: mlx5_2/1: no answer within 1 s: .../mlx5_2/ports/1/state; skipped the rest',
      'note: mlx5_4/1: saturated (value is a lower bound): symbol_error, link_downed',
      'partial: 7 of 8 ports complete, status 6',
      '',
    ]);
  });

  test('reads a file that answers late but before the deadline; the document is complete', async () => {
    const root = await healthyTree();
    const late = counterOf(root, 'mlx5_2');
    plantFifo(late);
    const words = BigInt(well.get('mlx5_2/1')?.['port_rcv_data_bytes'] ?? 0) / 4n;

    const [run] = await Promise.all([
      fabric(['hcaperf', '--json', '--root', root, '--deadline', '5s']),
      writeAfter(1500, late, `${words}\n`),
    ]);

    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(portsOf(run.stdout)).toEqual(well);
    expect(run.seconds).toBeGreaterThan(1.5);
    expect(run.seconds).toBeLessThan(4);
    await expectNoneLeft(root);
  });

  test.skipIf(!hasPrlimit)(
    'one that answers late is read whole also with few descriptors (needs prlimit)',
    async () => {
      const root = await healthyTree();
      const late = counterOf(root, 'mlx5_2');
      plantFifo(late);
      const words = BigInt(well.get('mlx5_2/1')?.['port_rcv_data_bytes'] ?? 0) / 4n;

      // Not enough for the files of one adapter at once.
      const argv = fabricCommand(['hcaperf', '--json', '--root', root, '--deadline', '5s']);
      const [ended] = await Promise.all([
        run(['prlimit', '--nofile=120:120', ...argv]),
        writeAfter(1500, late, `${words}\n`),
      ]);

      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(portsOf(ended.stdout)).toEqual(well);
    },
  );

  test('a reader that is killed while it waits costs only the adapter it waited for', async () => {
    const root = await healthyTree();
    plantFifo(counterOf(root, 'mlx5_2'));
    const running = fabric(['hcaperf', '--json', '--root', root, '--deadline', '4s']);
    await pause(1500); // the others are read by now
    process.kill((await readerIn(root)).pid, 'SIGKILL');

    const run = await running;

    expect(run).toMatchObject({ status: 6, signal: null });
    expect(run.seconds, 'nothing is left to wait for').toBeLessThan(3.5);
    const { problems } = readDocument(run.stdout);
    for (const [name, port] of portsOf(run.stdout)) {
      expect(wrongFields(port, well.get(name), name === 'mlx5_2/1' ? problems : []), name).toEqual([]);
    }
    expect(problems.filter((p) => p.code === 'unreadable').map((p) => p.where)).toEqual(['mlx5_2/1']);
  });

  test('a hung file that identifies netdevs costs only its own adapter', async () => {
    const root = await recordedTree('bluefield3');
    const before = portsOf((await fabric(['hcaperf', '--json', '--root', root])).stdout);
    plantFifo(portPath(root, 'mlx5_1', 'gid_attrs/ndevs/0'));

    const run = await fabric(['hcaperf', '--json', '--root', root, '--deadline', '2s']);

    expect(run).toMatchObject({ status: 6, signal: null });
    expect(run.seconds).toBeLessThan(3);
    const after = portsOf(run.stdout);
    expect(wrongFields(after.get('mlx5_1/1'), before.get('mlx5_1/1'), readDocument(run.stdout).problems)).toEqual([]);
    expect(wrongFields(after.get('mlx5_0/1'), before.get('mlx5_0/1'))).toEqual([]);
  });
});

test('a deadline too short for anything gives nulls with reasons, never a zero', timed, async () => {
  const root = await healthyTree();
  plantFifo(counterOf(root, 'mlx5_0'));

  const run = await fabric(['hcaperf', '--json', '--root', root, '--deadline', '100ms']);

  expect(run).toMatchObject({ status: 6, signal: null });
  expect(run.seconds).toBeLessThan(1.1);
  const { problems } = readDocument(run.stdout);
  const wrong = [...portsOf(run.stdout)].flatMap(([name, port]) => wrongFields(port, well.get(name), problems));
  expect(wrong).toEqual([]);
  await expectNoneLeft(root);
});

test('what is no adapter among the adapters is a problem and not a wait', async () => {
  const root = await healthyTree();
  plantFifo(join(classPath(root), 'fifo_0'));
  plantText(join(classPath(root), 'file_0'), 'text\n');
  plantLink(join(classPath(root), 'gone_0'), '../../devices/gone');

  const run = await fabric(['hcaperf', '--json', '--root', root]);

  expect(run).toMatchObject({ status: 6, signal: null });
  expect(run.seconds, 'not the deadline of 10 s').toBeLessThan(2);
  expect(portsOf(run.stdout)).toEqual(well);
  const warnings = readDocument(run.stdout).problems.filter((p) => p.severity === 'warning');
  expect(warnings.map((p) => [p.where, p.code, p.detail.replace(/.*cannot list \S+/, '')])).toEqual([
    ['fifo_0', 'unreadable', ' (ENOTDIR)'],
    ['file_0', 'unreadable', ' (ENOTDIR)'],
    ['gone_0', 'unreadable', ' (ENOENT)'],
  ]);
});

/** Writes into a FIFO after so long, as soon as somebody reads it; within three more seconds or not at all. */
const writeAfter = async (milliseconds: number, fifo: string, text: string): Promise<void> => {
  await pause(milliseconds);
  for (let tries = 0; tries < 150; tries++) {
    try {
      // Without waiting: ENXIO while nobody reads.
      const fd = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
      writeSync(fd, text);
      closeSync(fd);
      return;
    } catch (error) {
      if (errnoOf(error) !== 'ENXIO') throw error;
    }
    await pause(20);
  }
};

test.skipIf(!hasPrlimit)(
  'too few descriptors for --root is the error that names the number (needs prlimit)',
  async () => {
    const root = await healthyTree();

    const argv = fabricCommand(['hcaperf', '--root', root]);
    const { stdout, stderr, status } = await run(['prlimit', '--nofile=64:64', ...argv]);

    expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
    const [line, fix] = stderr.split('\n');
    expect(line).toBe(`error: too few file descriptors (64 allowed): fabric needs ${DESCRIPTORS_NEEDED} of its own`);
    expect(fix).toMatch(/^fix: ulimit -n 1024 /);
  },
);

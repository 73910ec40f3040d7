// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fabric, fabricCommand, start } from '../fabric.js';
import { readerIn } from '../processes.js';
import {
  counterPath,
  healthyTree,
  plantFifo,
  plantLink,
  plantText,
  portPath,
  recordedTree,
  scratch,
} from '../trees.js';

/** A tree that is a machine of its own: it has a name and an id. */
const withIdentity = (root: string, hostname: string): string => {
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/hostname'), `${hostname}\n`);
  writeFileSync(
    join(root, 'etc/machine-id'),
    `${'0'.repeat(32 - hostname.length)}${Buffer.from(hostname).toString('hex').slice(0, hostname.length)}\n`,
  );
  return root;
};

const manifestOf = (directory: string): { readonly [key: string]: unknown } =>
  JSON.parse(readFileSync(join(directory, 'host.json'), 'utf8'));

/** An answer without the name of its machine, which a recording replaces. */
const withoutHost = (stdout: string): string => stdout.replaceAll(/"host":"[^"]*"/g, '"host":"?"');

/** Rates to six digits: the recorded clock has nanoseconds. */
const toSixDigits = (stdout: string): readonly string[] =>
  withoutHost(stdout.replaceAll(/\d+\.\d{4,}/g, (rate) => Number(rate).toPrecision(6))).split(/[\n,]/);

describe.concurrent('--record', () => {
  test('of a tree with faults: its replay is the same document to the byte, times included', async () => {
    const root = withIdentity(await recordedTree('connectx7'), 'tree-01');
    plantFifo(portPath(root, 'mlx5_2', 'state'));
    plantText(counterPath(root, 'mlx5_1', 'port_rcv_data'), 'garbage\n');
    plantLink(counterPath(root, 'mlx5_3', 'link_downed'), 'link_downed');
    const directory = join(scratch(), 'recording');

    const argv = ['hcaperf', '--all', '--json', '--deadline', '2s'];
    const recorded = await fabric([...argv, '--root', root, '--record', directory]);
    expect(recorded.stderr).toMatch(/^note: recorded \d+ files, 0 commands in .*\/recording; 1 identity anonymized$/m);
    expect(recorded.status).toBe(6);

    const replayed = await fabric([...argv, '--replay', directory]);
    expect(withoutHost(replayed.stdout)).toBe(withoutHost(recorded.stdout));
    expect(replayed.stdout).toMatch(/"host":"host-[0-9a-f]{6}"/);
    expect(replayed.status).toBe(6);
    const [stable, ofReplay] = await Promise.all([
      fabric([...argv, '--stable', '--root', root]),
      fabric([...argv, '--stable', '--replay', directory]),
    ]);
    expect(ofReplay.stdout).toBe(stable.stdout);
  });

  test('of this machine: its replay is the same document', async () => {
    const directory = join(scratch(), 'live');
    const recorded = await fabric(['hcaperf', '--all', '--json', '--record', directory]);
    const replayed = await fabric(['hcaperf', '--all', '--json', '--replay', directory]);
    expect(withoutHost(replayed.stdout)).toBe(withoutHost(recorded.stdout));
    expect(replayed.status).toBe(recorded.status);
    expect(readdirSync(directory).sort()).toEqual(['commands.ndjson', 'files.ndjson', 'host.json']);
  });

  test('of adapters: no GUID, MAC or switch id of the machine is in it, and all else is the same', async () => {
    const root = withIdentity(await recordedTree('bluefield3'), 'bf3-01');
    const directory = join(scratch(), 'adapters');
    const recorded = await fabric(['devices', '--all', '--json', '--root', root, '--record', directory]);
    const identities = recorded.stdout.match(/[0-9a-f]{4}(?::[0-9a-f]{4}){3}|(?<="phys_switch_id":")[^"]+/g) ?? [];
    expect(new Set(identities).size).toBeGreaterThan(3);
    for (const part of readdirSync(directory)) {
      const text = readFileSync(join(directory, part), 'utf8').toLowerCase();
      for (const identity of [...identities, 'bf3-01']) expect(text).not.toContain(identity);
    }
    const stable = ['devices', '--all', '--json', '--stable'];
    const [ofTree, ofReplay] = await Promise.all([
      fabric([...stable, '--root', root]),
      fabric([...stable, '--replay', directory]),
    ]);
    expect(ofReplay.stdout).toBe(ofTree.stdout);
    expect((await fabric(['replay', 'check', directory])).stderr).toBe('');
  });

  test('of rates: each sample and the measured time between them are in it', async () => {
    const root = await healthyTree();
    const directory = join(scratch(), 'rates');
    const argv = ['hcaperf', '--interval', '200ms', '--count', '2', '--json'];
    const bytes = counterPath(root, 'mlx5_1', 'port_rcv_data');
    const next = join(root, 'next'); // renamed into place: a reader never sees an empty file
    const counting = setInterval(() => {
      writeFileSync(next, `${Math.round(performance.now()) * 1000}\n`);
      renameSync(next, bytes);
    }, 50);
    const recorded = await fabric([...argv, '--root', root, '--record', directory]);
    clearInterval(counting);
    const replayed = await fabric([...argv, '--replay', directory]);
    expect(toSixDigits(replayed.stdout)).toEqual(toSixDigits(recorded.stdout));
    expect(recorded.stdout.match(/"port_rcv_data_bytes_per_second":[1-9]/g)?.length).toBeGreaterThan(0);
  });

  test('that is interrupted is marked, and its replay warns about it', async () => {
    const root = await healthyTree();
    plantFifo(portPath(root, 'mlx5_2', 'state'));
    const directory = join(scratch(), 'cut');
    const { child, ended } = start(fabricCommand(['hcaperf', '--root', root, '--record', directory]));
    await readerIn(root);
    child.kill('SIGINT');
    const { status, stderr } = await ended;
    expect({ status, stderr }).toEqual({
      status: 130,
      stderr: expect.stringMatching(/^note: recorded \d+ files, .*; interrupted, not whole\n$/),
    });
    expect(manifestOf(directory)).toMatchObject({ complete: false, providers: { hcaperf: false } });
    const replayed = await fabric(['hcaperf', '--replay', directory]);
    expect(replayed.stderr).toContain('warning: the recording of cut was not finished; it may be incomplete');
    const checked = await fabric(['replay', 'check', directory]);
    expect(checked.stderr).toBe('warning: the recording of hcaperf was not finished; it may be incomplete\n');
    expect(checked.status).toBe(6);
  });

  test('never overwrites a foreign directory, and prints what to do', async () => {
    const one = withIdentity(await healthyTree(), 'one');
    const two = withIdentity(await healthyTree(), 'other');
    const directory = join(scratch(), 'taken');
    await fabric(['hcaperf', '--root', one, '--record', directory]);
    const before = readFileSync(join(directory, 'files.ndjson'), 'utf8');
    const refused = await fabric(['hcaperf', '--json', '--root', two, '--record', directory]);
    expect(refused).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: ${directory} holds the recording of another machine\nfix: use a new directory; recordings of other machines are never overwritten\n`,
    });
    expect(readFileSync(join(directory, 'files.ndjson'), 'utf8')).toBe(before);
    expect(await fabric(['hcaperf', '--root', one, '--record', directory])).toMatchObject({ status: 0 });
  });

  test.each([
    [['--record', 'x', '--replay', 'bluefield3'], '--record cannot be combined with --replay'],
    [['--record', ''], '--record takes a directory'],
    [['--keep-identities'], '--keep-identities requires --record'],
  ])('%j is refused', async (flags, message) => {
    const { status, stderr } = await fabric(['hcaperf', ...flags]);
    expect({ status, stderr: stderr.split('\n')[0] }).toEqual({ status: 2, stderr: `error: ${message}` });
  });
});

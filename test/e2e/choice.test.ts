// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { portsOf, readDocument } from './documents.js';
import { fabric } from './fabric.js';
import { classPath, filesBelow, healthyTree, plantFifo, plantLink, recordedTree } from './trees.js';

/** Nothing of an adapter, nor of its netdevs, can be opened any more without waiting for ever. */
const plantFifosEverywhere = (root: string, device: string): void => {
  const adapter = realpathSync(join(classPath(root), device, 'device'));
  const files = filesBelow(adapter);
  expect(files.length).toBeGreaterThan(50);
  plantFifo(...files);
};

test('never touches a device that was not selected', async () => {
  const root = await healthyTree();
  const before = await fabric(['hcaperf', '--json', '--root', root, '-d', 'mlx5_0']);
  for (const device of ['mlx5_1', 'mlx5_6']) plantFifosEverywhere(root, device);

  const after = await fabric(['hcaperf', '--json', '--root', root, '-d', 'mlx5_0']);

  expect(after).toMatchObject({ status: 0, stderr: '' });
  expect(after.seconds, 'not the deadline of 10 s').toBeLessThan(2);
  expect([...portsOf(after.stdout).keys()]).toEqual(['mlx5_0/1']);
  expect(portsOf(after.stdout)).toEqual(portsOf(before.stdout));
});

test('nor a device whose netdevs are identified by several files', async () => {
  const root = await recordedTree('bluefield3');
  plantFifosEverywhere(root, 'mlx5_1');

  const { stdout, status, seconds } = await fabric(['hcaperf', '--json', '--root', root, '-d', 'mlx5_0']);

  expect(status).toBe(0);
  expect(seconds, 'not the deadline of 10 s').toBeLessThan(2);
  expect([...portsOf(stdout).keys()]).toEqual(['mlx5_0/1']);
});

describe('virtual functions, scalable functions and representors', () => {
  const PFS = ['mlx5_0/1', 'mlx5_1/1'];
  const ALL = [
    ...['mlx5_0/1', 'mlx5_0/2', 'mlx5_0/3', 'mlx5_0/4'],
    ...['mlx5_1/1', 'mlx5_1/2', 'mlx5_1/3'],
    ...['mlx5_2/1', 'mlx5_3/1'],
  ];

  test.each<[string, readonly string[], readonly string[]]>([
    ['without a flag', [], PFS],
    ['by a glob', ['-d', 'mlx5_*'], PFS],
    ['with --all', ['--all'], ALL],
    ['an SF by its name', ['-d', 'mlx5_2'], ['mlx5_2/1']],
    ['a representor by its port', ['-d', 'mlx5_0/3'], ['mlx5_0/3']],
    ['beside another by its name', ['-d', 'mlx5_0', '-d', 'mlx5_3'], ['mlx5_0/1', 'mlx5_3/1']],
  ])('%s', async (_, argv, expected) => {
    const { stdout, stderr, status } = await fabric(['hcaperf', '--replay', 'bluefield3', ...argv]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]),
    ).toEqual(expected);
    expect(status).toBe(0);
    if (expected === PFS) expect(stderr).toBe('note: skipped 5 representors, 2 SFs; use --all\n');
  });

  test('are not touched when they are not shown', async () => {
    const root = await recordedTree('bluefield3');
    for (const device of ['mlx5_2', 'mlx5_3']) plantFifosEverywhere(root, device);
    for (const port of [2, 3, 4]) {
      const directory = realpathSync(join(classPath(root), 'mlx5_0/ports', String(port)));
      // Which port is a representor is told by the netdevs alone, and by the one file that names a port's.
      plantFifo(...filesBelow(directory).filter((file) => dirname(file) !== join(directory, 'gid_attrs/ndevs')));
    }

    const { stdout, status, seconds } = await fabric(['hcaperf', '--json', '--root', root]);

    expect(status).toBe(0);
    expect(seconds, 'not the deadline of 10 s').toBeLessThan(2);
    expect([...portsOf(stdout).keys()]).toEqual(PFS);
  });

  test('a VF too, known only by its link to the PF', async () => {
    const root = await healthyTree();
    plantLink(join(classPath(root), 'mlx5_7/device/physfn'), '../0000:c0:00.0');
    plantFifosEverywhere(root, 'mlx5_7');

    const { stdout, status, seconds } = await fabric(['hcaperf', '--json', '--root', root]);

    expect(status).toBe(0);
    expect(seconds, 'not the deadline of 10 s').toBeLessThan(2);
    expect(portsOf(stdout).has('mlx5_7/1')).toBe(false);
    expect(readDocument(stdout).problems.map((p) => p.detail)).toContain('skipped 1 VF; use --all');
  });
});

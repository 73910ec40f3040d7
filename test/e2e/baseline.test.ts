// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A saved document as a baseline: what differs is listed, and its status is none of an error. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fabric } from './fabric.js';
import { scratch } from './trees.js';

const nvconfig = (...argv: readonly string[]) => fabric(['nvconfig', '--replay', 'connectx7', ...argv]);
const saved = async (...argv: readonly string[]): Promise<string> => {
  const file = join(scratch(), 'golden.json');
  expect((await nvconfig(...argv, '--json', '-o', file)).status).toBe(0);
  return file;
};
const edited = (file: string, edit: (text: string) => string): string => {
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  return file;
};

test('a machine is no different from itself', async () => {
  const file = await saved();
  const { stdout, stderr, status } = await nvconfig('--baseline', file, '--exit-code');
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  expect(stderr).toContain(`note: 0 of 2095 values differ from ${file} (2026-11-22, gpu-07)\n`);
});

test('a value that differs is listed; --exit-code makes it a status', async () => {
  const file = edited(await saved(), (text) =>
    // The first one is of mlx5_0.
    text.replace(/("parameter":"MAX_ACC_OUT_READ",.*?"current":)"44"/, '$1"0"'),
  );
  const table = 'DEVICE  PARAMETER         BASELINE  CURRENT\nmlx5_0  MAX_ACC_OUT_READ  0         44\n';
  expect(await nvconfig('--baseline', file)).toMatchObject({ stdout: table, status: 0 });
  expect(await nvconfig('--baseline', file, '--exit-code')).toMatchObject({ stdout: table, status: 10 });
  const { stdout } = await nvconfig('--baseline', file, '--json');
  expect(JSON.parse(stdout).records.differences).toEqual([
    {
      device: 'mlx5_0',
      other: file,
      parameter: 'MAX_ACC_OUT_READ',
      value: '44',
      value_number: 44,
      other_value: '0',
      other_number: 0,
    },
  ]);
});

test('one saved card is the model of all', async () => {
  const file = await saved('-d', 'mlx5_2');
  const { stdout, stderr, status } = await nvconfig('--baseline', file, '-d', 'mlx5_2', '-d', 'mlx5_4', '--exit-code');
  expect(stdout.trim().split('\n')).toHaveLength(1 + 3);
  expect(stderr).toBe(`note: 3 of 524 values differ from ${file} (2026-11-22, gpu-07)\n`);
  expect(status).toBe(10);
});

test('reports a card that is not in the baseline, and one that is gone', async () => {
  const file = await saved('-d', 'mlx5_0', '-d', 'mlx5_1');
  const { stderr, status } = await nvconfig('--baseline', file);
  expect(stderr).toContain(`warning: not in ${file}: mlx5_2, mlx5_3, +4 more\n`);
  expect(status).toBe(6);
  const other = edited(await saved('-d', 'mlx5_0', '-d', 'mlx5_1'), (text) =>
    text.replaceAll('"mlx5_1"', '"mlx5_9"').replaceAll('0000:2a:00.0', '0000:99:00.0'),
  );
  expect((await nvconfig('--baseline', other)).stderr).toContain(`warning: only in ${other}: mlx5_9\n`);
});

test('what was saved with a choice of parameters compares those alone', async () => {
  const file = await saved('--param', 'NUM_OF_*');
  const { stderr } = await nvconfig('--baseline', file);
  expect(stderr).toMatch(/note: 0 of \d\d values differ from /);
});

test('a file of the tool is a baseline too', async () => {
  const device = {
    device: '0000:18:00.0',
    tlv_configuration: {
      NUM_OF_VFS: { next_value: 8, read_only: false },
      NUM_OF_PF: { next_value: 1, read_only: false },
      HOST_CHAINING_DESCRIPTORS: { next_value: 'Array[0..7]', read_only: false },
    },
  };
  const file = join(scratch(), 'of-the-tool.json');
  writeFileSync(file, JSON.stringify({ 'Device #1': device }));
  const { stdout, stderr } = await nvconfig('--baseline', file, '-d', 'mlx5_0');
  expect(stdout).toBe('DEVICE  PARAMETER   BASELINE  CURRENT\nmlx5_0  NUM_OF_VFS  8         0\n');
  expect(stderr).toBe(`note: 1 of 2 values differs from ${file}\n`);
});

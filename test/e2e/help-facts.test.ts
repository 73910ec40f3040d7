// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Facts that help prints: each status that a command lists can be observed, and version information is complete. */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands.generated.js';
import { fabric, packageRoot } from './fabric.js';
import { plantText, scratch } from './trees.js';

const place = scratch();
const good = join(place, 'good.ini');
const bad = join(place, 'bad.ini');
const mixed = join(place, 'dpe.ini');
plantText(good, '[commands]\n/bin/df\n');
plantText(bad, '[commands]\ndf\n');
plantText(mixed, '[commands]\n/bin/df\n/bin/df | cat\n');

const recording = (name: string, change: (text: string) => string): string => {
  const directory = join(place, name);
  cpSync(join(packageRoot, 'fixtures', 'hosts', 'softroce'), directory, { recursive: true });
  const file = join(directory, 'host.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return directory;
};
const unfinished = recording('unfinished', (text) => text.replace('"hcaperf": true', '"hcaperf": false'));
const broken = recording('broken', () => '{');

/** A command line for each status, by the command. */
const RUNS: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'bfperf:events': { 0: ['bfperf', 'events'], 2: ['bfperf', 'events', 'nothing'] },
  'policy:check': { 0: ['policy', 'check', good], 3: ['policy', 'check', bad], 4: ['policy', 'check', `${good}.x`] },
  'policy:explain': { 0: ['policy', 'explain'], 2: ['policy', 'explain', 'nothing'] },
  'policy:import': {
    0: ['policy', 'import', good],
    4: ['policy', 'import', `${good}.x`],
    6: ['policy', 'import', mixed],
  },
  'policy:show': { 0: ['policy', 'show'] },
  'policy:test': {
    0: ['policy', 'test', '--policy', good, '--', '/bin/df'],
    3: ['policy', 'test', '--policy', good, '--', '/bin/ls'],
  },
  'replay:check': {
    0: ['replay', 'check', 'softroce'],
    4: ['replay', 'check', join(place, 'nothing')],
    5: ['replay', 'check', broken],
    6: ['replay', 'check', unfinished],
  },
  version: { 0: ['version'] },
};

/** `policy show` reads the active policy, which a test does not replace. */
const NOT_RUN: Readonly<Record<string, readonly string[]>> = { 'policy:show': ['3'] };

describe('statuses', async () => {
  const commands = await Promise.all(Object.entries(COMMANDS).map(async ([id, load]) => [id, await load()] as const));
  const listed = commands.filter(([, command]) => !('provider' in command));

  test.each(listed)('fabric %s ends with each status that its help lists', async (id, { statuses }) => {
    const expected = Object.keys(statuses).filter((status) => !NOT_RUN[id]?.includes(status));
    expect(Object.keys(RUNS[id] ?? {})).toEqual(expected);
    for (const [status, argv] of Object.entries(RUNS[id] ?? {})) {
      expect(await fabric(argv), argv.join(' ')).toMatchObject({ status: Number(status) });
    }
  });
});

test.each([
  ['version', '--json'],
  ['--version', '--json'],
  ['-V', '--json'],
])('%s %s prints the version as JSON', async (...argv) => {
  const { stdout, status } = await fabric(argv);
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const { arch, platform, version: node } = process;
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ name: 'fabric', version, node: node.slice(1), platform, arch });
});

test.each(['json', 'ndjson', 'csv', 'prometheus'])('refuses --raw with --format %s', async (format) => {
  expect(await fabric(['hcaperf', '--replay', 'bluefield3', '--raw', '--format', format])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--raw'),
  });
});

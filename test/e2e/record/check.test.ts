// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric } from '../fabric.js';
import { healthyTree, scratch } from '../trees.js';

let good = '';
beforeAll(async () => {
  good = join(scratch(), 'good');
  await fabric(['hcaperf', '--root', await healthyTree(), '--record', good]);
});

/** A copy of a good recording, spoiled. */
const spoiled = (spoil: (directory: string) => void): string => {
  const directory = join(scratch(), 'copy');
  cpSync(good, directory, { recursive: true });
  spoil(directory);
  return directory;
};

const edit = (directory: string, part: string, change: (text: string) => string): void => {
  const file = join(directory, part);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

describe.concurrent('fabric replay check', () => {
  test('of a good recording: its machine, the result of each provider, and that it is complete', async () => {
    const { stdout, stderr, status } = await fabric(['replay', 'check', good]);
    expect(stdout).toMatch(
      /^machine {5}good, captured \S+Z\nfiles {7}\d+ answers, 0 commands\nidentities {2}anonymized \(1 pseudonym\)\n\nPROVIDER {2}RECORDS {2}WARNINGS {2}NOTES {2}STATUS\nhcaperf {9}8 {9}0 {6}1 {7}0\nok {2}complete, no identities found\n$/,
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('of one to which an identity was added: where it is, and no verdict', async () => {
    const directory = spoiled((copy) => {
      edit(copy, 'files.ndjson', (text) => text.replace('"text":"active"', '"text":"a0:88:c2:4b:01:2f"'));
      edit(copy, 'files.ndjson', (text) => text.replace(/"text":"4: ACTIVE(\\n)?"/, '"text":"a0:88:c2:4b:01:2f"'));
    });
    const { stdout, stderr, status } = await fabric(['replay', 'check', directory]);
    expect(stdout).toMatch(/\nfiles\.ndjson:\d+: mac a0:88:c2:4b:01:2f\n/);
    expect(stdout).not.toContain('ok ');
    expect({ stderr, status }).toEqual({ stderr: 'warning: 1 place looks like an identity\n', status: 6 });
    const { suspects, faults } = JSON.parse((await fabric(['replay', 'check', directory, '--json'])).stdout);
    expect(suspects).toEqual([expect.objectContaining({ file: 'files.ndjson', kind: 'mac' })]);
    expect(faults).toEqual(['1 place looks like an identity']);
  });

  test.each<[string, (directory: string) => void, number, RegExp]>([
    [
      'a line that was cut',
      (d) => edit(d, 'files.ndjson', (t) => t.slice(0, -9)),
      5,
      /files\.ndjson:\d+: not valid JSON/,
    ],
    [
      'a whole line that is missing',
      (d) => edit(d, 'files.ndjson', (t) => t.slice(0, t.lastIndexOf('\n', t.length - 2) + 1)),
      5,
      /files\.ndjson: \d+ lines, but host\.json lists \d+; the file was truncated or extended/,
    ],
    [
      'another version',
      (d) => edit(d, 'host.json', (t) => t.replace('recording/1', 'recording/9')),
      5,
      /host\.json: schema: /,
    ],
    ['no host.json', (d) => rmSync(join(d, 'host.json')), 4, /cannot read host\.json \(ENOENT\)/],
    ['no files.ndjson', (d) => rmSync(join(d, 'files.ndjson')), 4, /cannot read files\.ndjson \(ENOENT\)/],
    [
      '100 MB',
      (d) => truncateSync(join(d, 'files.ndjson'), 100_000_000),
      5,
      /files\.ndjson: more than a recording may have \(67108864 bytes\)/,
    ],
    [
      'a path that climbs',
      (d) => appendFileSync(join(d, 'files.ndjson'), '{"path":"/sys/../../etc/passwd","text":"x"}\n'),
      5,
      /files\.ndjson:\d+: not a path and its answer/,
    ],
    [
      'a link out of the directory',
      (d) => {
        rmSync(join(d, 'files.ndjson'));
        symlinkSync('/etc/passwd', join(d, 'files.ndjson'));
      },
      5,
      /files\.ndjson: symlinks are not followed/,
    ],
    [
      'a link to itself in its place',
      (d) => {
        rmSync(d, { recursive: true });
        symlinkSync('copy', d);
      },
      4,
      /no recording .*: cannot access it \(ELOOP\)/,
    ],
  ])('of one with %s: an error that names it, and nothing else', async (_what, spoil, status, message) => {
    const directory = spoiled(spoil);
    const names = readdirSync(dirname(directory), { recursive: true });
    for (const argv of [
      ['replay', 'check', directory],
      ['hcaperf', '--replay', directory],
    ]) {
      const run = await fabric(argv);
      expect({ status: run.status, stdout: run.stdout }).toEqual({ status, stdout: '' });
      expect(run.stderr).toMatch(message);
      expect(run.stderr).toMatch(/^error: .*\nfix: .*\n$/);
      expect(run.seconds).toBeLessThan(5);
    }
    expect(readdirSync(dirname(directory), { recursive: true })).toEqual(names);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a command is given: exactly this, whoever calls. */

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../src/core/command-answer.js';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { bundleHost, inNode, scriptCommand } from './bundled.js';
import { allow, makePlace, plantSh } from './tools.js';

const place = makePlace();
const options = { timeoutSeconds: 10, device: null };

/** Prints what the kernel knows of it: its words, environment, directory, descriptors, ids; and its umask and stdin. */
const probe = plantSh(
  place,
  'probe',
  `m() { printf '\\n==%s\\n' "$1"; }
m argv; cat /proc/$$/cmdline
m environment; cat /proc/$$/environ
m cwd; readlink /proc/$$/cwd
m umask; umask
m stdin; readlink /proc/$$/fd/0
m descriptors; ls -l /proc/$$/fd
m stat; cat /proc/$$/stat
m terminal; (: < /dev/tty) 2>/dev/null && echo yes || echo no`,
);

const sectionsOf = (stdout: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    stdout
      .split('\n==')
      .slice(1)
      .map((part) => {
        const end = part.indexOf('\n');
        return [part.slice(0, end), part.slice(end + 1)];
      }),
  );

const probed = async (...args: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const outcome = await runAllowed(allow(probe, ...args), options);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  expect(outcome.stderr).toBe('');
  return sectionsOf(outcome.stdout);
};

/** The variables, in any order. */
const ENVIRONMENT = [
  'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
  'LC_ALL=C',
  'LANG=C',
  'TZ=UTC',
  'HOME=/nonexistent',
  'SYSTEMD_PAGER=',
  'PAGER=cat',
  'DPKG_PAGER=cat',
  'SYSTEMD_COLORS=0',
  'NO_COLOR=1',
  'TERM=dumb',
].sort();

const variablesOf = (environ: string | undefined): readonly string[] => (environ ?? '').split('\0').slice(0, -1).sort();

/** The numbers of the descriptors that a probe had; the one that sh reads the script from is not counted. */
const descriptorsOf = (listing: string | undefined): readonly number[] =>
  [...(listing ?? '').matchAll(/ (\d+) -> (.*)$/gm)]
    .filter(([, , to]) => to !== probe)
    .map(([, number]) => Number(number));

const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 0x20 + i));

test('arguments pass byte for byte, and none is read as anything', async () => {
  const odd = [
    PRINTABLE,
    ' ',
    'a b',
    '"',
    "'",
    '\\',
    '$(id)',
    '`id`',
    '$HOME',
    '*',
    '~',
    '; id',
    '| id',
    '> /tmp/x',
    '--',
    '-',
    '',
    '%s',
    'a=b',
    '#',
    '!!',
  ];
  const { argv } = await probed(...odd);
  expect(argv?.split('\0').slice(0, -1)).toEqual(['/bin/sh', probe, ...odd]);
});

test('the environment is the fixed one', async () => {
  expect(variablesOf((await probed())['environment'])).toEqual(ENVIRONMENT);
});

test('it works in /, without stdin and terminal, with three descriptors, and what it makes is private', async () => {
  const { cwd, umask, stdin, descriptors, terminal } = await probed();
  expect({ cwd, umask, stdin, terminal }).toEqual({
    cwd: '/\n',
    umask: '0077\n',
    stdin: '/dev/null\n',
    terminal: 'no\n',
  });
  expect(descriptorsOf(descriptors)).toEqual([0, 1, 2]);
});

test('it leads a group and a session of its own', async () => {
  const [pid, ...rest] = (await probed())['stat']?.replace(/\(.*\)/, 'name').split(' ') ?? [];
  expect(rest.slice(3, 5)).toEqual([pid, pid]);
});

test('no signal is ignored or blocked', async () => {
  const outcome = await runAllowed(allow('/bin/grep', '^Sig[BI]', '/proc/self/status'), options);
  expect(outcome).toMatchObject({ kind: 'ok', stdout: `SigBlk:\t${'0'.repeat(16)}\nSigIgn:\t${'0'.repeat(16)}\n` });
});

test('our own umask is as it was', async () => {
  const before = process.umask(0o022);
  try {
    await probed();
    expect(process.umask()).toBe(0o022);
    await runAllowed(allow('/nonexistent/tool'), options);
    expect(process.umask()).toBe(0o022);
  } finally {
    process.umask(before);
  }
});

describe('from a process that was started carelessly', () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleHost(place);
  });

  test('no variable of it reaches the command', async () => {
    const env = {
      LD_LIBRARY_PATH: '/nonexistent',
      BASH_ENV: '/nonexistent',
      PYTHONPATH: '/nonexistent',
      FLINT_LOG_FILE: '/nonexistent',
      NODE_V8_COVERAGE: `${place}/coverage`,
      NODE_OPTIONS: '--no-warnings',
      PATH: '/nonexistent',
      LC_ALL: 'de_DE.UTF-8',
    };
    const outcome = await inNode<CommandOutcome>(
      bundle,
      `host.runAllowed(allow(${JSON.stringify(probe)}), { timeoutSeconds: 10, device: null })`,
      { env },
    );
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    expect(variablesOf(sectionsOf(outcome.stdout)['environment'])).toEqual(ENVIRONMENT);
  });

  test('none of its descriptors reaches the command, whatever its number', async () => {
    const given = openSync('/etc/passwd', 'r');
    // Node marks 3 and 15 itself when it starts, and the others not.
    const stdio = Array.from({ length: 252 }, (_, i) =>
      i === 0 ? 'ignore' : i <= 2 ? 'pipe' : [3, 15, 18, 40, 251].includes(i) ? given : null,
    );
    const [file = '', ...argv] = scriptCommand(
      bundle,
      `host.runAllowed(allow(${JSON.stringify(probe)}), { timeoutSeconds: 10, device: null })`,
    );
    const child = spawn(file, argv, { stdio, env: {} });
    closeSync(given);
    const stdout: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    await new Promise((resolve) => child.on('close', resolve));
    const outcome = JSON.parse(Buffer.concat(stdout).toString('utf8')) as CommandOutcome;
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    expect(descriptorsOf(sectionsOf(outcome.stdout)['descriptors'])).toEqual([0, 1, 2]);
  });
});

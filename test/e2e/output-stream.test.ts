// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `-o` with the name of a stream, with links, and with what must never be replaced. */

import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric, fabricCommand, fabricInShell, type Run, run } from './fabric.js';
import { canMount, isRoot } from './machine.js';
import { sampledRecording } from './sampled-recording.js';
import { scratch } from './trees.js';

/** A recorded machine answers with its own clock: these bytes are always the same. */
const ANSWER = ['hcaperf', '--json', '--replay', 'connectx7'];
const WARNING = /^warning: mlx5_5/;

/**
 * Runs a line of sh in which `"$@"` is the program. As root it has a /dev of its own: a fabric that replaces /dev/stdout
 * must not replace the machine's.
 */
const inOwnDev = (line: string, argv: readonly string[], directory: string): Promise<Run> => {
  if (!isRoot) return fabricInShell(line, argv, { cwd: directory });
  const dev = `
    mount -t tmpfs -o mode=755 tmpfs /dev || exit 99
    /usr/bin/mknod -m 666 /dev/null c 1 3; ln -s /proc/self/fd /dev/fd
    for n in 0:stdin 1:stdout 2:stderr; do ln -s /proc/self/fd/"\${n%:*}" /dev/"\${n#*:}"; done
    ${line}`;
  return run(['unshare', '--mount', '/bin/sh', '-c', dev, 'sh', ...fabricCommand(argv)], { cwd: directory });
};

const mayTouchDev = !isRoot || canMount;
let whole: string;

beforeAll(async () => {
  whole = (await fabric(ANSWER)).stdout;
  expect(whole.length).toBeGreaterThan(10_000);
});

describe.skipIf(!mayTouchDev)('a name of stdout means stdout (as root it needs unshare)', () => {
  test.each(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', '/proc/thread-self/fd/1', '/dev//stdout', 'my-link'])(
    '%s gets the answer through a pipe and nothing is replaced',
    async (name) => {
      const directory = scratch();
      symlinkSync('/dev/stdout', join(directory, 'my-link'));
      const line = '{ "$@"; echo "status $?"; } | cat; readlink /dev/stdout my-link; ls -A';
      const ended = await inOwnDev(line, [...ANSWER, '-o', name], directory);
      expect(ended.stdout).toBe(`${whole}status 6\n/proc/self/fd/1\n/dev/stdout\nmy-link\n`);
      expect(ended.stderr).toMatch(WARNING);
    },
  );

  test('a regular file behind stdout is written as the shell opened it, before and after other commands', async () => {
    const directory = scratch();
    const line = '{ echo before; "$@"; echo after; } > file; readlink /dev/stdout';
    const ended = await inOwnDev(line, [...ANSWER, '-o', '/dev/stdout'], directory);
    expect(ended.stdout).toBe('/proc/self/fd/1\n');
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe(`before\n${whole}after\n`);
  });

  test('a closed reader ends it quietly, and a full disk is an error', async () => {
    const quiet = await inOwnDev('"$@" | head -c 1 >/dev/null', [...ANSWER, '-o', '/dev/stdout'], scratch());
    expect(quiet.stderr).toMatch(WARNING);
    expect(quiet.stderr).not.toMatch(/^error/m);
    const full = await fabricInShell('"$@" >/dev/full', [...ANSWER, '-o', '-']);
    expect(full).toMatchObject({ status: 4, stderr: 'error: cannot write stdout: no space left (ENOSPC)\n' });
  });

  test('an error of a program is JSON there, and rates can be repeated', async () => {
    const error = await fabric(['hcaperf', '--json', '--replay', 'connectx7', '-d', 'mlx5_99', '-o', '-']);
    expect(error.status).toBe(4);
    expect(JSON.parse(error.stdout)).toMatchObject({ error: { code: 'not_found' } });
    const sampled = ['hcaperf', '--json', '--replay', sampledRecording('connectx7', 2), '--interval', '1s', '-o', '-'];
    const rates = await fabric(sampled);
    expect(rates.stdout.trim().split('\n')).toHaveLength(2);
    expect(rates.stderr).toContain('note: the recording ends after 2 intervals\n');
    const one = await fabric([...ANSWER, '--interval', '1s', '-o', '-']);
    expect(one.status).toBe(4);
    expect(JSON.parse(one.stdout)).toMatchObject({
      error: { code: 'not_found', message: 'the recording has one sample; rates need two' },
    });
  });
});

describe('another stream', () => {
  test.skipIf(!mayTouchDev)('/dev/stderr gets the answer and stdout nothing (as root it needs unshare)', async () => {
    const ended = await inOwnDev('"$@"', [...ANSWER, '-o', '/dev/stderr'], scratch());
    expect(ended).toMatchObject({ status: 6, stdout: '' });
    expect(ended.stderr.startsWith(whole)).toBe(true);
  });

  // bash knows descriptors of two digits; Node does not mark those behind a gap as its own.
  test.each([3, 15, 63])('a file on descriptor %i gets the answer between what others write', async (descriptor) => {
    const directory = scratch();
    const line = `exec ${descriptor}>>file; echo before >&${descriptor}; "$@"; echo after >&${descriptor}`;
    const ended = await run(
      ['bash', '-c', line, 'bash', ...fabricCommand([...ANSWER, '-o', `/dev/fd/${descriptor}`])],
      { cwd: directory },
    );
    expect(ended).toMatchObject({ stdout: '' });
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe(`before\n${whole}after\n`);
    expect(readdirSync(directory)).toEqual(['file']);
  });

  test('a process substitution of bash gets it', async () => {
    const line = '"$@" -o >(cat | wc -c); wait $!';
    const ended = await run(['bash', '-c', line, 'bash', ...fabricCommand(ANSWER)]);
    expect(ended.stdout.trim()).toBe(String(Buffer.byteLength(whole)));
  });

  test('gets an error as JSON', async () => {
    const argv = ['hcaperf', '--json', '--replay', 'connectx7', '-d', 'mlx5_99', '-o', '/dev/fd/3'];
    const ended = await fabricInShell('"$@" 3>&1 >/dev/null', argv);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'not_found' } });
  });

  test.each([
    ['"$@"', 900, 'is not open'],
    ['"$@"', 5, 'is not open'], // a pipe of Node's own
    ['"$@" 9</dev/null', 9, 'is open for reading only'],
  ])('%s with -o /dev/fd/%i is an error with the next step', async (line, descriptor, why) => {
    const name = `/dev/fd/${descriptor}`;
    expect(await fabricInShell(line, [...ANSWER, '-o', name])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: ${name}: descriptor ${descriptor} ${why}\nfix: open it with the shell, as in ${descriptor}>FILE\n`,
    });
  });

  test('of another process is refused', async () => {
    const ended = await fabricInShell('"$@" -o /proc/$$/fd/1; true', ANSWER);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/^error: \/proc\/\d+\/fd\/1 is a descriptor of another process\nfix: /);
  });
});

describe('a link', () => {
  test('that leads to no file yet is followed: the file is made and the link stays', async () => {
    const directory = scratch();
    mkdirSync(join(directory, 'data'));
    symlinkSync('second.json', join(directory, 'first.json'));
    symlinkSync('data/../data/new.json', join(directory, 'second.json'));
    expect(await fabric([...ANSWER, '-o', join(directory, 'first.json')])).toMatchObject({ status: 6, stdout: '' });
    for (const name of ['first.json', 'second.json']) {
      expect(lstatSync(join(directory, name)).isSymbolicLink()).toBe(true);
    }
    expect(readFileSync(join(directory, 'data', 'new.json'), 'utf8')).toBe(whole);
    expect(readdirSync(join(directory, 'data'))).toEqual(['new.json']);
  });

  test('that leads to no directory is an error and stays', async () => {
    const link = join(scratch(), 'out.json');
    symlinkSync('gone/out.json', link);
    expect(await fabric([...ANSWER, '-o', link])).toMatchObject({
      status: 4,
      stderr: `error: cannot write ${link}: no such directory (ENOENT); old file untouched\n`,
    });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('to itself is an error', async () => {
    const link = join(scratch(), 'out.json');
    symlinkSync('out.json', link);
    const { status, stderr } = await fabric([...ANSWER, '-o', link]);
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: `error: ${link} leads through too many symbolic links\nfix: name a file, or leave -o out for stdout\n`,
    });
  });

  test.skipIf(!isRoot)('of another user in a directory like /tmp is not followed (needs root)', async () => {
    const shared = scratch();
    const victim = join(scratch(), 'victim');
    writeFileSync(victim, 'mine\n');
    const link = join(shared, 'out.json');
    symlinkSync(victim, link);
    lchownSync(link, 65534, 65534);
    chmodSync(shared, 0o1777);
    const { status, stderr } = await fabric([...ANSWER, '-o', link]);
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr:
        `error: ${link} is not followed: ${link} is a link of uid 65534 in a directory that everyone can write\n` +
        'fix: name a file, or leave -o out for stdout\n',
    });
    expect(readFileSync(victim, 'utf8')).toBe('mine\n');
  });
});

describe('the temporary file', () => {
  test('cannot be blocked by whoever guesses its name', async () => {
    const directory = scratch();
    const file = join(directory, 'out.json');
    // The shell has the number that fabric will have.
    const ended = await fabricInShell(`: > '${directory}/.out.json.'$$.tmp; exec "$@"`, [...ANSWER, '-o', file]);
    expect(ended).toMatchObject({ status: 6, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  test('has room for the longest name of a file', async () => {
    const file = join(scratch(), 'x'.repeat(255));
    expect(await fabric([...ANSWER, '-o', file])).toMatchObject({ status: 6, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });
});

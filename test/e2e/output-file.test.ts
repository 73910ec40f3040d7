// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric, fabricCommand, fabricInShell, run } from './fabric.js';
import { canMount, isRoot, unprivileged } from './machine.js';
import { plantFifo, scratch } from './trees.js';

/** A recorded machine answers with its own clock: these bytes are always the same. */
const ANSWER = ['hcaperf', '--json', '--replay', 'connectx7'];
const OLD = 'old file\n';

let whole: string;

beforeAll(async () => {
  whole = (await fabric(ANSWER)).stdout;
  expect(whole.length).toBeGreaterThan(10_000);
});

/** A directory with an old file of mode 0600 in it. */
const withOldFile = (): { directory: string; file: string } => {
  const directory = scratch();
  const file = join(directory, 'out.json');
  writeFileSync(file, OLD, { mode: 0o600 });
  return { directory, file };
};

const modeOf = (file: string): string => (statSync(file).mode & 0o7777).toString(8);

describe('--output', () => {
  test.each(['000', '022', '077', '777'])(
    'writes a file that everybody may read, whatever the umask (%s)',
    async (umask) => {
      const file = join(scratch(), 'out.json');
      const ended = await fabricInShell(`umask ${umask}; exec "$@"`, [...ANSWER, '-o', file]);
      expect(ended).toMatchObject({ status: 6, stdout: '' });
      expect(readFileSync(file, 'utf8')).toBe(whole);
      expect(modeOf(file)).toBe('644');
    },
  );

  test('replaces the old file: an open reader still reads all of the old one', async () => {
    const { directory, file } = withOldFile();
    const { ino } = statSync(file);
    const ended = await fabricInShell('exec 3<"$0"; "$@"; cat <&3'.replace('$0', file), [...ANSWER, '-o', file]);
    expect(ended.stdout).toBe(OLD);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(statSync(file).ino).not.toBe(ino);
    expect(modeOf(file)).toBe('644');
    expect(readdirSync(directory)).toEqual(['out.json']);
  });

  test('writes the file that a link points to, and leaves the link', async () => {
    const { directory, file } = withOldFile();
    mkdirSync(join(directory, 'links'));
    const link = join(directory, 'links', 'latest.json');
    symlinkSync('../out.json', link);
    expect(await fabric([...ANSWER, '-o', link])).toMatchObject({ status: 6, stdout: '' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(lstatSync(file).isFile()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(readdirSync(join(directory, 'links'))).toEqual(['latest.json']);
  });

  test.each<[string, string, (directory: string) => string]>([
    ['a directory', 'is a directory', (directory) => directory],
    [
      'a FIFO',
      'is a FIFO',
      (directory) => {
        plantFifo(join(directory, 'fifo'));
        return join(directory, 'fifo');
      },
    ],
  ])('refuses %s at once', async (_, why, make) => {
    const { directory } = withOldFile();
    const path = make(directory);
    const before = readdirSync(directory);
    const ended = await fabric([...ANSWER, '-o', path]);
    expect(ended).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: ${path} ${why}\nfix: name a file, or leave -o out for stdout\n`,
    });
    expect(ended.seconds).toBeLessThan(2);
    expect(readdirSync(directory)).toEqual(before);
  });

  /** A device like /dev/null: as root a copy of it, for a broken fabric would replace the machine's own. */
  const nullDevice = ((): string | null => {
    if (!isRoot) return '/dev/null';
    const device = join(scratch(), 'null');
    try {
      execaSync('/usr/bin/mknod', [device, 'c', '1', '3']);
      return device;
    } catch {
      return null;
    }
  })();

  test.skipIf(nullDevice === null)(
    'discards the answer to /dev/null and leaves it (as root it needs mknod)',
    async () => {
      const device = nullDevice ?? '';
      expect(await fabric([...ANSWER, '-o', device])).toMatchObject({ status: 6, stdout: '' });
      expect(lstatSync(device).isCharacterDevice()).toBe(true);
    },
  );

  test('refuses any other device', async () => {
    expect(await fabric([...ANSWER, '-o', '/dev/zero'])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: /dev/zero is not a regular file\nfix: name a file, or leave -o out for stdout\n`,
    });
  });
});

describe('when the file cannot be written, reports why and leaves the old file as it is:', () => {
  test('no such directory', async () => {
    const file = join(scratch(), 'gone', 'out.json');
    expect(await fabric([...ANSWER, '-o', file])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: cannot write ${file}: no such directory (ENOENT); old file untouched\n`,
    });
  });

  test('it grows past what the user may write', async () => {
    const { directory, file } = withOldFile();
    const ended = await fabricInShell('ulimit -f 8; exec "$@"', [...ANSWER, '-o', file]);
    expect(ended).toMatchObject({
      status: 4,
      signal: null,
      stdout: '',
      stderr: `error: cannot write ${file}: file too large (EFBIG); old file untouched\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe(OLD);
    expect(readdirSync(directory)).toEqual(['out.json']);
  });

  test.skipIf(unprivileged === null)('the directory may not be written (as root it needs setpriv or su)', async () => {
    const { directory, file } = withOldFile();
    chmodSync(file, 0o644);
    chmodSync(directory, 0o555);
    const ended = await run([...(unprivileged ?? []), ...fabricCommand([...ANSWER, '-o', file])]);
    chmodSync(directory, 0o755);
    expect(ended).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: cannot write ${file}: permission denied (EACCES); old file untouched\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe(OLD);
    expect(readdirSync(directory)).toEqual(['out.json']);
  });

  test.skipIf(!canMount)('the disk is full (needs root and mount)', async () => {
    const disk = scratch();
    const file = join(disk, 'out.json');
    // The mount is the shell's own and ends with it: what is to be seen, it has to print.
    const line = `
      mount -t tmpfs -o size=16k tmpfs '${disk}' && printf 'old file\\n' > '${file}' || exit 99
      "$@"; echo "status $?"; ls -A '${disk}'; cat '${file}'`;
    const ended = await run([
      'unshare',
      '--mount',
      '/bin/sh',
      '-c',
      line,
      'sh',
      ...fabricCommand([...ANSWER, '-o', file]),
    ]);
    expect(ended.stderr).toBe(`error: cannot write ${file}: no space left (ENOSPC); old file untouched\n`);
    expect(ended.stdout).toBe(`status 4\nout.json\n${OLD}`);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { errnoOf } from '../../../../src/core/error.js';
import { InsideRoot } from '../../../../src/host/inside-root/inside-root.js';
import { scratch } from '../../../scratch.js';
import { anyPath, anyTree, type Found, findInChroot, findInModel, plant } from './model.js';

const place = scratch();
let directory: string;
beforeEach(() => {
  directory = newDirectory();
});

let directories = 0;

/** An empty directory below `place`; property tests make hundreds and remove them. */
const newDirectory = (): string => {
  const made = join(place, `root-${directories++}`);
  mkdirSync(made);
  return made;
};

/** Asks, and gives the errno of what is thrown. */
const attempt = (ask: () => string): string => {
  try {
    return ask();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return errno;
  }
};

const opened = (): number => readdirSync('/proc/self/fd').length;

/** What is behind the descriptor that `open` gives. */
const find = (inside: InsideRoot, path: string): Found =>
  attempt(() => {
    const { descriptor, stat } = inside.open(path);
    try {
      const at = `/proc/self/fd/${descriptor}`;
      return stat.isDirectory()
        ? `directory ${readdirSync(at).sort().join(' ')}`
        : `file ${readFileSync(at, 'utf8').trim()}`;
    } finally {
      closeSync(descriptor);
    }
  });

const withInside = <T>(ask: (inside: InsideRoot) => T, mostDirectories = 100): T => {
  const inside = new InsideRoot(directory, mostDirectories);
  try {
    return ask(inside);
  } finally {
    inside.close();
  }
};

const absolute = anyPath.map((path) => `/${path}`);
const paths = fc.array(absolute, { minLength: 1, maxLength: 12 });
const canChroot = process.getuid?.() === 0 && existsSync('/usr/bin/perl');

describe('a path leads where it leads in a chroot', () => {
  const check = (mostDirectories: number, kernel: boolean): void => {
    void fc.assert(
      fc.property(anyTree, paths, (tree, asked) => {
        directory = newDirectory();
        plant(tree, directory);
        const before = opened();

        const found = withInside((inside) => asked.map((path) => find(inside, path)), mostDirectories);

        expect(opened(), 'descriptors that are left open').toBe(before);
        const expected = kernel ? findInChroot(directory, asked) : asked.map((path) => findInModel(tree, path));
        expect(found).toEqual(expected);
        rmSync(directory, { recursive: true });
      }),
      { numRuns: kernel ? 150 : 400 },
    );
  };
  test('by the model of path_resolution(7)', () => check(100, false));
  test('also when no directory is kept open', () => check(1, false));
  test.skipIf(!canChroot)('by the kernel (needs root and perl)', { timeout: 60_000 }, () => check(100, true));
});

test('a list has the names that open finds', () => {
  void fc.assert(
    fc.property(anyTree, absolute, (tree, path) => {
      directory = newDirectory();
      plant(tree, directory);
      withInside((inside) => {
        const listed = attempt(() => `directory ${inside.list(path).sort().join(' ')}`);
        const found = find(inside, path);
        expect(listed).toBe(found.startsWith('file ') ? 'ENOTDIR' : found);
      });
      rmSync(directory, { recursive: true });
    }),
    { numRuns: 100 },
  );
});

test('a link is the text of the last component: links before it are followed, and it is not', () => {
  mkdirSync(join(directory, 'a/b'), { recursive: true });
  symlinkSync('/a', join(directory, 'up'));
  symlinkSync('../../outside', join(directory, 'a/link'));
  writeFileSync(join(directory, 'a/file'), '');
  withInside((inside) => {
    const link = (path: string): string => attempt(() => inside.link(path));
    expect(['/a/link', '/up/link', '/up', '/a/b/../../../up/link'].map(link)).toEqual([
      '../../outside',
      '../../outside',
      '/a',
      '../../outside',
    ]);
    expect(['/a', '/a/file', '/a/none', '/a/file/x', '/a/b/..', '/none/..'].map(link)).toEqual([
      'EINVAL',
      'EINVAL',
      'ENOENT',
      'ENOTDIR',
      'EINVAL',
      'ENOENT',
    ]);
  });
});

test('40 links are followed and 41 are too many, as for the kernel', () => {
  writeFileSync(join(directory, 'l0'), 'end\n');
  for (let i = 1; i <= 41; i++) symlinkSync(`l${i - 1}`, join(directory, `l${i}`));
  expect(readFileSync(join(directory, 'l40'), 'utf8')).toBe('end\n');
  withInside((inside) => expect([find(inside, '/l40'), find(inside, '/l41')]).toEqual(['file end', 'ELOOP']));
});

test('the links of a sysfs lead to their devices', () => {
  const device = join(directory, 'sys/devices/pci0000:00/0000:10:00.0/infiniband/mlx5_0');
  mkdirSync(device, { recursive: true });
  mkdirSync(join(directory, 'sys/class/infiniband'), { recursive: true });
  writeFileSync(join(device, 'fw_ver'), '28.41\n');
  symlinkSync('../..', join(device, 'device'));
  const text = '../../devices/pci0000:00/0000:10:00.0/infiniband/mlx5_0';
  symlinkSync(text, join(directory, 'sys/class/infiniband/mlx5_0'));
  withInside((inside) => {
    expect(inside.link('/sys/class/infiniband/mlx5_0')).toBe(text);
    expect(find(inside, '/sys/class/infiniband/mlx5_0/fw_ver')).toBe('file 28.41');
    expect(inside.list('/sys/class/infiniband/mlx5_0/device')).toEqual(['infiniband']);
  });
});

test('a directory that is renamed after it was opened is still the same', () => {
  writeFileSync(join(directory, 'name'), 'mine\n');
  withInside((inside) => {
    renameSync(directory, `${directory}.old`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'name'), 'another\n');
    expect(find(inside, '/name')).toBe('file mine');
  });
});

test('a directory that is moved out of the root while it is open does not lead out by its parent', () => {
  mkdirSync(join(directory, 'a/b'), { recursive: true });
  writeFileSync(join(place, 'canary'), 'outside\n');
  withInside((inside) => {
    expect(inside.list('/a/b')).toEqual([]);
    renameSync(join(directory, 'a/b'), join(place, 'moved'));
    expect(find(inside, '/a/b/../../canary')).toBe('ENOENT');
    expect(find(inside, '/a/b/../canary')).toBe('ENOENT');
  });
});

test('a link whose text is not UTF-8 is refused: its name would be another', () => {
  execFileSync('/bin/sh', [
    '-c',
    `ln -s "$(printf '\\377')" "$1/link" && printf 'wrong\\n' > "$1/$(printf '\\357\\277\\275')"`,
    'sh',
    directory,
  ]);
  expect(readlinkSync(join(directory, 'link'))).toBe('\ufffd');
  withInside((inside) => expect(find(inside, '/link')).toBe('EILSEQ'));
});

describe('a small file', () => {
  test('is read when it is a regular file that is not too long', () => {
    writeFileSync(join(directory, 'four'), '1234');
    mkdirSync(join(directory, 'directory'));
    execFileSync('/usr/bin/mkfifo', [join(directory, 'fifo')]);
    withInside((inside) => {
      const read = (path: string, most: number): string | null => inside.readSmallFile(path, most);
      expect([read('/four', 4), read('/four', 3), read('/directory', 9), read('/fifo', 9)]).toEqual([
        '1234',
        null,
        null,
        null,
      ]);
      expect(attempt(() => String(read('/none', 9)))).toBe('ENOENT');
    });
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Random directory trees, and where paths lead in them: by a model, and by the kernel in a real chroot. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';

/** A file has a number of its own, a link its target, a directory its entries. */
export type Entry = number | string | Tree;
export type Tree = ReadonlyMap<string, Entry>;

const NAMES = ['a', 'b', 'c'];

/** A path, or the text of a link: `/a/../b//c/.`, `../..`, `c`. */
export const anyPath: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '/'),
    fc.array(fc.constantFrom(...NAMES, ...NAMES, '..', '..', '.', ''), { minLength: 1, maxLength: 6 }),
  )
  .map(([start, names]) => `${start}${names.join('/')}`)
  .filter((path) => path !== '');

/** A tree that is at most four directories deep; many of its links dangle, loop, or point above it. */
export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ readonly entry: Entry; readonly tree: Tree }>((tie) => ({
  entry: fc.oneof(
    { maxDepth: 4, depthSize: 'max' },
    fc.integer({ min: 1, max: 1_000_000 }),
    anyPath,
    anyPath,
    tie('tree'),
    tie('tree'),
    tie('tree'),
  ),
  tree: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('entry')), { maxLength: 3, selector: ([name]) => name })
    .map((entries) => new Map(entries)),
})).tree;

/** Makes the tree in an empty directory. */
export const plant = (tree: Tree, directory: string): void => {
  for (const [name, entry] of tree) {
    const path = join(directory, name);
    if (typeof entry === 'number') writeFileSync(path, `${entry}\n`);
    else if (typeof entry === 'string') symlinkSync(entry, path);
    else {
      mkdirSync(path);
      plant(entry, path);
    }
  }
};

/** What a path leads to: the number of a file, the names in a directory, or an errno. */
export type Found = string;

/** Where an absolute path leads, by the rules of path_resolution(7). */
export const findInModel = (tree: Tree, path: string): Found => {
  const todo = path.split('/').reverse();
  let above: readonly Tree[] = [tree];
  let links = 0;
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      above = above.length > 1 ? above.slice(0, -1) : above;
      continue;
    }
    const entry = above.at(-1)?.get(name);
    if (entry === undefined) return 'ENOENT';
    if (typeof entry === 'number') return todo.length === 0 ? `file ${entry}` : 'ENOTDIR';
    if (typeof entry === 'string') {
      if (++links > 40) return 'ELOOP';
      if (entry.startsWith('/')) above = [tree];
      todo.push(...entry.split('/').reverse());
    } else above = [...above, entry];
  }
  return `directory ${[...(above.at(-1)?.keys() ?? [])].sort().join(' ')}`;
};

// Perl is a program that can change its root without needing anything in the new one.
const IN_CHROOT = `
  chroot shift or die "chroot: $!"; chdir "/";
  for (@ARGV) {
    if (!stat) { print "errno ", $! + 0, "\\n" }
    elsif (-d _) { opendir my $d, $_ or die "$_: $!"; print join(" ", "directory", sort grep !/^\\.\\.?$/, readdir $d), "\\n" }
    else { open my $f, "<", $_ or die "$_: $!"; print "file ", scalar <$f> }
  }`;

/** Where absolute paths lead for a process whose root directory is this one. Root only. */
export const findInChroot = (directory: string, paths: readonly string[]): readonly Found[] =>
  execFileSync('/usr/bin/perl', ['-e', IN_CHROOT, directory, ...paths], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .map((line) => {
      const errno = /^errno (\d+)$/.exec(line)?.[1];
      if (errno === undefined) return line === 'directory' ? 'directory ' : line;
      return Object.entries(constants.errno).find(([, n]) => n === Number(errno))?.[0] ?? line;
    });

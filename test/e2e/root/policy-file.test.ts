// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which policy file is obeyed: as root, only one that nobody else can change. Anybody may look at any file. */

import { existsSync, lchownSync, linkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTrustedFile, type TrustedFile } from '../../../src/host/trust/read-trusted-file.js';
import { isRoot, unprivileged } from '../machine.js';
import { bundleHost, inNode } from '../runner/bundled.js';
import { plant } from '../runner/tools.js';
import { makeFiles, NOBODY, needsNobody, needsRoot, SOMEBODY } from './places.js';

const { directory, fifo, given, linkTo, place } = makeFiles();
const gone = join(place, 'gone');
const policy = (mode = 0o644, dir = directory()): string => plant(dir, 'policy.ini', '[commands]\n/bin/true\n', mode);

const hardLinked = (): string => {
  const path = policy();
  linkSync(path, join(directory(), 'second'));
  return path;
};

const lchowned = (link: string): string => {
  lchownSync(link, SOMEBODY, SOMEBODY);
  return link;
};

/**
 * What root is told; what nobody is told of a policy that decides what is run, and of one that is only looked at. PATH and
 * DIR stand for the file and its directory.
 */
type Case = readonly [title: string, make: () => string, root: string, decides: string, looked: string];

const refused = (title: string, make: () => string, reason: string): Case => [title, make, reason, reason, reason];
const forAll = refused;
const unsafe = (title: string, make: () => string, reason: string, looked = 'bytes'): Case => [
  title,
  make,
  reason,
  reason,
  looked,
];

const CASES: readonly Case[] = [
  forAll('a plain file', () => policy(), 'bytes'),
  forAll('an empty one', () => plant(directory(), 'policy.ini', '', 0o644), 'bytes'),
  forAll('none', () => join(directory(), 'policy.ini'), 'absent'),
  forAll('none, nor its directory', () => join(directory(), 'etc', 'policy.ini'), 'absent'),
  forAll('below a linked directory', () => join(linkTo(dirname(policy())), 'policy.ini'), 'bytes'),
  forAll('of 256 KiB', () => plant(directory(), 'policy.ini', '#'.repeat(262_144), 0o644), 'bytes'),
  refused('of more', () => plant(directory(), 'policy.ini', '#'.repeat(262_145), 0o644), 'PATH is larger than 256 KiB'),
  // A file of the kernel's says that it is empty, and is megabytes long.
  ...(existsSync('/proc/kallsyms')
    ? [refused('of more than it says', () => '/proc/kallsyms', 'PATH is larger than 256 KiB')]
    : []),
  refused('a symbolic link', () => linkTo(policy(), 'policy.ini'), 'PATH is a symbolic link'),
  refused('a FIFO', () => fifo(), 'PATH is a FIFO'),
  refused('a directory', () => directory(), 'PATH is a directory'),
  refused('a device', () => '/dev/zero', 'PATH is not a regular file'),
  unsafe('writable by everyone', () => policy(0o646), 'PATH can be written by everyone'),
  unsafe('writable by its group', () => policy(0o664), 'PATH can be written by the group 0'),
  unsafe('of another user', () => given(policy(), SOMEBODY), `PATH belongs to uid ${SOMEBODY}`),
  [
    'of nobody',
    () => given(policy(), NOBODY),
    `PATH belongs to uid ${NOBODY}`,
    'bytes', // nobody's own: what it can run it could run anyway
    'bytes',
  ],
  unsafe('with a second name', () => hardLinked(), 'PATH has 2 hard links'),
  unsafe(
    'below a group-writable directory',
    () => policy(0o644, directory(0o775)),
    'DIR can be written by the group 0',
  ),
  forAll('below a sticky directory', () => policy(0o644, directory(0o1777)), 'bytes'),
  unsafe(
    'of another user, below a sticky directory',
    () => given(policy(0o644, directory(0o1777)), SOMEBODY),
    `PATH belongs to uid ${SOMEBODY}`,
  ),
  unsafe(
    'none, below a sticky directory',
    () => join(directory(0o1777), 'policy.ini'),
    'DIR can be written by everyone: others could create policy.ini there',
    'absent',
  ),
  unsafe(
    'none, nor its directory, below a sticky directory',
    () => join(directory(0o1777), 'etc', 'policy.ini'),
    'UPDIR can be written by everyone: others could create etc there',
    'absent',
  ),
  unsafe(
    "below another user's link in a sticky directory",
    () => join(lchowned(linkTo(dirname(policy()), 'link', directory(0o1777))), 'policy.ini'),
    `DIR belongs to uid ${SOMEBODY}`,
  ),
  forAll(
    "below root's link in a sticky directory",
    () => join(linkTo(dirname(policy()), 'link', directory(0o1777)), 'policy.ini'),
    'bytes',
  ),
  refused(
    'below a dangling link',
    () => join(linkTo(gone), 'policy.ini'),
    `DIR is a symbolic link to ${gone}, but ${gone} not found`,
  ),
  refused(
    'below a link to a dangling link',
    () => join(linkTo(linkTo(gone)), 'policy.ini'),
    `TARGET is a symbolic link to ${gone}, but ${gone} not found`,
  ),
  forAll('none, in a directory that a link leads to', () => join(linkTo(directory()), 'policy.ini'), 'absent'),
  forAll(
    'none, nor its directory, in a directory that a link leads to',
    () => join(linkTo(directory()), 'etc', 'policy.ini'),
    'absent',
  ),
  refused('below a file', () => join(policy(), 'policy.ini'), 'cannot read PATH (ENOTDIR)'),
  unsafe(
    'two below a group-writable directory',
    () => policy(0o644, directory(0o755, directory(0o775))),
    'UPDIR can be written by the group 0',
  ),
  unsafe(
    'none, below a directory where anybody could have removed it',
    () => join(directory(0o777), 'policy.ini'),
    'DIR can be written by everyone',
    'absent',
  ),
  unsafe(
    'none, below a link into such a directory',
    () => join(linkTo(directory(0o777)), 'policy.ini'),
    'TARGET can be written by everyone',
    'absent',
  ),
];

const answerOf = (file: TrustedFile): string => (file.kind === 'refused' ? file.reason : file.kind);

/** The answer with the names of the test's files taken out. */
const plain = (answer: string, path: string): string =>
  answer
    .replace(path, 'PATH')
    .replace(dirname(path), 'DIR')
    .replace(dirname(dirname(path)), 'UPDIR')
    .replace(new RegExp(`^${place}/d\\d+(/link)? `), 'TARGET ');

const made = isRoot ? CASES.map(([title, make, ...answers]) => ({ title, path: make(), answers })) : [];

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test.each(made)('$title', ({ path, answers: [root] }) => {
    for (const decides of [true, false]) {
      expect(plain(answerOf(readTrustedFile(path, { decides })), path)).toBe(root);
    }
  });

  test('the bytes are those of the file, whatever they are', () => {
    const bytes = Buffer.from([0, 0xff, 0x0a, 0x0d, 0xc3]);
    expect(readTrustedFile(plant(directory(), 'policy.ini', bytes, 0o600), { decides: true })).toEqual({
      kind: 'bytes',
      bytes,
    });
  });
});

describe.skipIf(needsNobody !== '')(`as an ordinary user${needsNobody}`, () => {
  let answers: readonly { readonly decides: string; readonly looked: string }[];

  beforeAll(async () => {
    const bundle = await bundleHost(place);
    answers = await inNode(
      bundle,
      `${JSON.stringify(made.map(({ path }) => path))}.map((path) => {
        const answer = (decides) => {
          const file = host.readTrustedFile(path, { decides });
          return file.kind === 'refused' ? file.reason : file.kind;
        };
        return { decides: answer(true), looked: answer(false) };
      })`,
      { before: unprivileged ?? [] },
    );
  });

  test.each(made.map((one, i) => ({ ...one, i })))('$title', ({ path, answers: [, decides, looked], i }) => {
    expect(plain(answers[i]?.decides ?? '', path), 'decides').toBe(decides);
    expect(plain(answers[i]?.looked ?? '', path), 'looked at').toBe(looked);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The launcher, the root guard and the policy's own code apply one trust rule (docs/decisions/020): one table for all. */

import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTrustedFile } from '../../../src/host/trust/read-trusted-file.js';
import { checkTrustedPath } from '../../../src/host/trust/trusted-path.js';
import { packageRoot, run } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { bundleHost, inNode } from '../runner/bundled.js';
import { plant } from '../runner/tools.js';
import { makeFiles, NOBODY, needsNobody, needsRoot, SOMEBODY } from './places.js';

/** Owner and mode of a directory. */
type Owned = readonly [uid: number, mode: number];

/**
 * A directory that is used, and the directory above it. `free`: the names are free in the directory above itself.
 * `safeFor`: for whom nobody else can change what is used.
 */
type Case = {
  readonly title: string;
  readonly above: Owned;
  readonly entry: Owned | 'free';
  readonly safeFor: 'root and the user' | 'the user' | 'none';
};

const both = 'root and the user';
const CASES: readonly Case[] = [
  { title: "root's in root's", above: [0, 0o755], entry: [0, 0o755], safeFor: both },
  { title: "root's in root's sticky one", above: [0, 0o1777], entry: [0, 0o755], safeFor: both },
  { title: "root's in root's sticky one of a group", above: [0, 0o1775], entry: [0, 0o755], safeFor: both },
  { title: "root's in root's sticky one that only root writes", above: [0, 0o1755], entry: [0, 0o755], safeFor: both },
  { title: "root's where everyone writes", above: [0, 0o777], entry: [0, 0o755], safeFor: 'none' },
  { title: "root's where a group writes", above: [0, 0o775], entry: [0, 0o755], safeFor: 'none' },
  { title: "root's in a sticky one of another user", above: [SOMEBODY, 0o1777], entry: [0, 0o755], safeFor: 'none' },
  { title: "root's in one of another user", above: [SOMEBODY, 0o755], entry: [0, 0o755], safeFor: 'none' },
  { title: "root's in a sticky one of the user", above: [NOBODY, 0o1777], entry: [0, 0o755], safeFor: 'the user' },
  { title: "another user's in root's sticky one", above: [0, 0o1777], entry: [SOMEBODY, 0o755], safeFor: 'none' },
  { title: "another user's in root's", above: [0, 0o755], entry: [SOMEBODY, 0o755], safeFor: 'none' },
  { title: "the user's in root's sticky one", above: [0, 0o1777], entry: [NOBODY, 0o755], safeFor: 'the user' },
  { title: "the user's in root's", above: [0, 0o755], entry: [NOBODY, 0o755], safeFor: 'the user' },
  { title: 'open to everyone in a sticky one', above: [0, 0o1777], entry: [0, 0o777], safeFor: 'none' },
  { title: 'open to a group in a sticky one', above: [0, 0o1777], entry: [0, 0o775], safeFor: 'none' },
  { title: "a free name in root's", above: [0, 0o755], entry: 'free', safeFor: both },
  { title: "a free name in root's sticky one", above: [0, 0o1777], entry: 'free', safeFor: 'none' },
  { title: "a free name in root's sticky one of a group", above: [0, 0o1775], entry: 'free', safeFor: 'none' },
  { title: 'a free name in a sticky one that only root writes', above: [0, 0o1755], entry: 'free', safeFor: both },
  { title: 'a free name where everyone writes', above: [0, 0o777], entry: 'free', safeFor: 'none' },
  { title: "a free name in the user's", above: [NOBODY, 0o755], entry: 'free', safeFor: 'the user' },
];

const { directory, place } = makeFiles();

const setOwner = (path: string, [uid, mode]: Owned): void => {
  chownSync(path, uid, uid);
  chmodSync(path, mode);
};

/** Makes the case around a directory that `fill` fills; returns the directory whose files or names are used. */
const make = ({ above, entry }: Case, fill: (directory: string) => void): string => {
  const outer = directory();
  const used = entry === 'free' ? outer : join(outer, 'entry');
  mkdirSync(used, { recursive: true });
  fill(used);
  if (entry !== 'free') setOwner(used, entry);
  setOwner(outer, above);
  return used;
};

/** A package that prints one word. Any name that is free in it could be a file that is loaded. */
const fillPackage = (root: string): void => {
  cpSync(join(packageRoot, 'bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  plant(join(root, 'bin'), 'run.cjs', "process.stdout.write('started');");
};

const fillTools =
  ({ entry }: Case) =>
  (used: string): void => {
    if (entry === 'free') return;
    plant(used, 'tool', '#!/bin/sh\n');
    writeFileSync(join(used, 'policy.ini'), '[commands]\n', { mode: 0o644 });
  };

const made = isRoot ? CASES.map((one) => ({ ...one, used: make(one, fillTools(one)) })) : [];

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test.each(made)('$title: all agree', async (one) => {
    const { used, safeFor } = one;
    const isSafe = safeFor === both;
    const root = make(one, fillPackage);
    const guard = `const { hardenAsRoot } = require(${JSON.stringify(join(root, 'bin', 'root-guard.cjs'))});
      process.stdout.write(String(hardenAsRoot(${JSON.stringify(root)}) === null));`;
    const [launched, guarded] = await Promise.all([
      run([join(root, 'bin', 'fabric')]),
      run([process.execPath, '-e', guard]),
    ]);
    const program = checkTrustedPath(join(used, 'tool'), { mustBeExecutable: true });
    const policy = readTrustedFile(join(used, 'policy.ini'), { decides: true });
    expect({
      launcher: launched.status === 0 && launched.stdout === 'started',
      guard: guarded.stdout === 'true',
      program: program.trusted || program.isMissing,
      policy: policy.kind !== 'refused',
    }).toEqual({ launcher: isSafe, guard: isSafe, program: isSafe, policy: isSafe });
    if (!isSafe) expect(launched.stderr).toMatch(/^error: refusing to run as root from .*: other users can write to /);
  });
});

describe.skipIf(needsNobody !== '')(`as a user${needsNobody}`, () => {
  let kinds: readonly string[];
  beforeAll(async () => {
    const files = JSON.stringify(made.map(({ used }) => join(used, 'policy.ini')));
    const expression = `${files}.map((path) => host.readTrustedFile(path, { decides: true }).kind)`;
    kinds = await inNode(await bundleHost(place), expression, { before: unprivileged ?? [] });
  });

  test.each(made.map((one, i) => ({ ...one, i })))('$title: the policy file', ({ i, safeFor, entry }) => {
    expect(kinds[i]).toBe(safeFor === 'none' ? 'refused' : entry === 'free' ? 'absent' : 'bytes');
  });
});

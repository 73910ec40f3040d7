// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What cannot be started is told apart, and no shell is asked instead. */

import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FabricError } from '../../../src/core/error.js';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { allow, makePlace, plant } from './tools.js';

const place = makePlace();
const run = (path: string) => runAllowed(allow(path), { timeoutSeconds: 5, device: null });
const marker = join(place, 'marker');

/** An ELF header of this machine with another `e_machine`, and lines of sh behind it. */
const foreignElf = (): Buffer => {
  const head = Buffer.from(Uint8Array.from(readFileSync(process.execPath).subarray(0, 64)));
  head[5] === 1 ? head.writeUInt16LE(0xf00d, 18) : head.writeUInt16BE(0xf00d, 18);
  return Buffer.concat([head, Buffer.from(`\n: > ${marker}\n`)]);
};

test.each<[string, () => string, string | RegExp]>([
  ['no such file', () => join(place, 'gone'), 'PATH not found'],
  ['no such directory', () => join(place, 'gone', 'tool'), `${join(place, 'gone')} not found`],
  ['a path through a file', () => join(plant(place, 'file', ''), 'tool'), 'PATH not found'],
  [
    'a link to nothing',
    () => linkTo('dangling', join(place, 'gone')),
    `PATH is a symbolic link to ${join(place, 'gone')}, but ${join(place, 'gone')} not found`,
  ],
  ['a link to itself', () => linkTo('loop', join(place, 'loop')), 'PATH: too many symbolic links'],
  ['a file without the right', () => plant(place, 'data', '#!/bin/sh\n', 0o644), 'PATH is not executable'],
  ['a directory', () => directory('directory'), 'PATH is a directory'],
  [
    'a script without its interpreter',
    () => plant(place, 'orphan', `#!${join(place, 'gone')}/python\n`),
    `cannot start PATH: ${join(place, 'gone')} not found`,
  ],
  [
    'a script whose interpreter is not in PATH',
    () => plant(place, 'orphan-of-env', '#!/usr/bin/env nonexistent-python\n'),
    'cannot start PATH: /usr/sbin/nonexistent-python not found',
  ],
  [
    'a script that is its own interpreter',
    () => plant(place, 'ouroboros', `#!${join(place, 'ouroboros')}\n`),
    /: too many interpreters$/,
  ],
  [
    'a script with a relative interpreter',
    () => plant(place, 'relative', '#!bin/sh\n'),
    'PATH is neither a program for this machine nor a #! script',
  ],
  [
    'lines of sh without #!',
    () => plant(place, 'headless', `: > ${marker}\n`),
    'PATH is neither a program for this machine nor a #! script',
  ],
  [
    'a program for another machine',
    () => plant(place, 'foreign', foreignElf()),
    'PATH is neither a program for this machine nor a #! script',
  ],
  ['an empty file', () => plant(place, 'empty', ''), 'PATH is neither a program for this machine nor a #! script'],
])('%s', async (_, make, detail) => {
  const path = make();
  const outcome = await run(path);
  expect(outcome).toEqual({
    kind: 'missing',
    detail: typeof detail === 'string' ? detail.replace('PATH', path) : expect.stringMatching(detail),
  });
  expect(existsSync(marker), 'a shell ran it').toBe(false);
});

test('reports what the kernel refuses', async () => {
  // Beyond the 128 KiB that one argument may have, execve(2).
  const outcome = await runAllowed(allow('/bin/true', 'x'.repeat(140_000)), { timeoutSeconds: 5, device: null });
  expect(outcome).toEqual({ kind: 'missing', detail: '/bin/true cannot be started (E2BIG)' });
});

test.each([
  ['a denial', { ...allow('/bin/true'), verdict: 'deny' }],
  ['another program than the rule names', { ...allow('/bin/true'), argv: ['/bin/false'] }],
  ['a relative path', allow('bin/true')],
  ['no command', { ...allow('/bin/true'), argv: [] }],
])('%s is no decision to run something', async (_, decision) => {
  const running = runAllowed(decision as ReturnType<typeof allow>, { timeoutSeconds: 5, device: null });
  await expect(running).rejects.toThrow(FabricError);
});

const linkTo = (name: string, target: string): string => {
  symlinkSync(target, join(place, name));
  return join(place, name);
};

const directory = (name: string): string => {
  mkdirSync(join(place, name));
  return join(place, name);
};

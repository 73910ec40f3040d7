// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Real executables for the runner to run, and the decisions that allow them. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Allowed } from '../../../src/policy/policy.js';
import { isRoot } from '../machine.js';

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
}, 60_000);

/** A place for executables, gone after the tests. As root only root may write any directory above: not /tmp. */
export const makePlace = (): string => {
  const place = mkdtempSync(join(isRoot ? '/var/lib' : tmpdir(), 'fabric-test-'));
  places.push(place);
  chmodSync(place, 0o755);
  return place;
};

/** Writes an executable text and gives its path. */
export const plant = (place: string, name: string, text: string | Buffer, mode = 0o755): string => {
  const path = join(place, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

/** A tool that is a few lines of sh. */
export const plantSh = (place: string, name: string, lines: string): string =>
  plant(place, name, `#!/bin/sh\n${lines}\n`);

/** What the policy says of a command that it allows. */
export const allow = (path: string, ...args: readonly string[]): Allowed => ({
  verdict: 'allow',
  rule: { file: 'test.ini', line: 1, text: path },
  path,
  argv: [path, ...args],
});

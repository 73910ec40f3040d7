// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Real executables for the runner to run, and the decisions that allow them. */

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Allowed } from '../../../src/policy/policy.js';

/** A place for executables. */
export { scratch as makePlace } from '../../scratch.js';

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

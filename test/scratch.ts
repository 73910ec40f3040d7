// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Directories for tests: the only place where a test writes. test/run-directory.ts removes what is left. */

import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll } from 'vitest';
import { endAll } from './e2e/processes.js';
import { SCRATCH_PREFIX } from './run-directory.js';

const scratches: string[] = [];

afterAll(async () => {
  if (scratches.length === 0) return;
  await endAll(...scratches);
  await execa('rm', ['-rf', ...scratches]);
}, 60_000);

/**
 * Makes an empty directory that everybody may enter; the path has no links. It is removed after the tests of the file,
 * also when a test fails, and every process that works in it is ended.
 */
export const scratch = (): string => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), SCRATCH_PREFIX)));
  scratches.push(directory);
  chmodSync(directory, 0o755);
  return directory;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Gives each run of the tests a temporary directory of its own, as TMPDIR, and fails a run that leaves a file in it that
 * scratch() of test/scratch.ts did not make. Other runs and programs on the machine have other directories, so that they
 * cannot confuse this check.
 */

import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the names of scratch directories begin. Vitest runs no hook of a file whose tests are all skipped: they end here. */
export const SCRATCH_PREFIX = 'test-';

/** Vitest calls it before the first test; what it returns runs after the last one. */
export const setup = (): (() => void) => {
  const before = process.env['TMPDIR'];
  const directory = mkdtempSync(join(tmpdir(), 'fabric-'));
  chmodSync(directory, 0o755); // tests become other users, who use their scratch directories too
  process.env['TMPDIR'] = directory; // the workers inherit it
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    const left = readdirSync(directory).filter((name) => !name.startsWith(SCRATCH_PREFIX));
    rmSync(directory, { recursive: true, force: true });
    if (left.length > 0) {
      process.exitCode = 1; // Vitest only prints what this function throws
      throw new Error(
        `tests left ${left.length} entries in TMPDIR: ${left.join(', ')} (use scratch() of test/scratch.ts)`,
      );
    }
  };
};

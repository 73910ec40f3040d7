// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is derived is fresh: a changed command, flag, JSON key, metric or status shows up as a diff of committed files. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';

test('schemas, pages, the command list, the recorded machines and the surface are as the declarations say', () => {
  const run = spawnSync(process.execPath, [join(packageRoot, 'scripts', 'generate.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({ stderr: run.stderr, status: run.status }).toEqual({ stderr: '', status: 0 });
});

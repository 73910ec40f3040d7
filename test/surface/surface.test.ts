// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is derived is fresh: a changed command, flag, JSON key, metric or status shows up as a diff of committed files. */

import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';

test('schemas, pages, the command list, the recorded machines and the surface follow from the declarations', () => {
  const argv = [join(packageRoot, 'scripts', 'generate.mjs'), '--check'];
  const { stderr, exitCode } = execaSync(process.execPath, argv, { reject: false });
  expect({ stderr, status: exitCode }).toEqual({ stderr: '', status: 0 });
});

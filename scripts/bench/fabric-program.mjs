// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** fabric as users start it, and what the bench asks of it. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execaSync } from 'execa';

export const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The command itself, and the file behind it for this very Node. */
export const FABRIC = join(packageRoot, 'bin', 'fabric');

/**
 * The environment of every measured program. NODE_EXTRA_CA_CERTS is not in it: on Node 20 it adds 46 ms to every start
 * and would flatter each ratio. `node` is the one that runs the bench.
 */
export const ENVIRONMENT = { PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, LC_ALL: 'C' };

/** `fabric hcaperf --json` below a directory. */
export const hcaperf = (root, ...flags) => [FABRIC, 'hcaperf', '--json', '--root', root, ...flags];

/** The output of `fabric --version`: its version and the Node that runs it. @throws when it fails */
export const fabricVersion = () =>
  execaSync(FABRIC, ['--version'], { env: ENVIRONMENT, extendEnv: false }).stdout.trim();

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** fabric as users start it, and what the bench asks of it. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** What `fabric --version` says: its version and the Node that runs it. @throws when it does not start */
export const fabricVersion = () => {
  const { status, stdout, stderr } = spawnSync(FABRIC, ['--version'], { env: ENVIRONMENT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`fabric --version ended with status ${status}:\n${stderr}`);
  return stdout.trim();
};

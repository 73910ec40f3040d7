// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** fabric as npm installs it, in a prefix of its own that only root can write. */

import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../fabric.js';
import { makePlace } from '../runner/tools.js';

/** Where its parts are. */
export type Installed = {
  /** The directory above the prefix, of the test's alone. */
  readonly place: string;
  readonly prefix: string;
  /** The package. */
  readonly root: string;
  /** The link that is in PATH. */
  readonly link: string;
};

const { name: PACKAGE } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { name: string };

const PARTS = ['bin', 'dist', 'policy', 'fixtures/hosts', 'package.json'];

/** Installs it. `probe` stands in the place of bin/run.cjs, to tell what it was started with. */
export const install = (probe: string | null = null): Installed => {
  const place = makePlace();
  const prefix = join(place, 'prefix');
  const root = join(prefix, 'lib', 'node_modules', PACKAGE);
  mkdirSync(root, { recursive: true });
  for (const part of PARTS.filter((name) => existsSync(join(packageRoot, name)))) {
    cpSync(join(packageRoot, part), join(root, part), { recursive: true });
  }
  mkdirSync(join(root, 'policy'), { recursive: true });
  writeFileSync(join(root, 'policy', 'default.ini'), '');
  if (probe !== null) writeFileSync(join(root, 'bin', 'run.cjs'), probe);
  mkdirSync(join(prefix, 'bin'));
  const link = join(prefix, 'bin', 'fabric');
  symlinkSync(`../lib/node_modules/${PACKAGE}/bin/fabric`, link);
  return { place, prefix, root, link };
};

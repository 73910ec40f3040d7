// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes dist: main.cjs, the files that it loads, and V8's code caches of all for the Node that builds. */

import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { bundlePacks } from '../bundle.mjs';

const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dist = join(packageRoot, 'dist');

const packs = await bundlePacks(packageRoot);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { mode: 0o755 });
// One hash of all, on the first line of each: bin/load-bundle.cjs runs no file of another build.
const hash = createHash('sha256');
for (const [name, { code }] of packs) hash.update(`${name}\0${code}\0`);
const build = hash.digest('hex').slice(0, 16);
for (const [name, { code }] of packs) writeFileSync(join(dist, `${name}.cjs`), `// ${build}\n${code}`, { mode: 0o644 });
// What the warm run prints is of interest only when it fails; execa's error shows it then.
await execa(process.execPath, [join(packageRoot, 'scripts', 'make-code-cache.cjs')]);

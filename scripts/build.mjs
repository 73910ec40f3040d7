// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run build`: dist/main.cjs and V8's code cache of it for the Node that builds. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APART, bundleMain, bundlePackage } from './bundle.mjs';

const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(packageRoot, 'dist');

const code = await bundleMain(packageRoot);
const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { mode: 0o755 });
for (const name of APART)
  writeFileSync(join(dist, `${name}.cjs`), await bundlePackage(packageRoot, name), { mode: 0o644 });
writeFileSync(join(dist, 'main.cjs'), `// ${hash}\n${code}`, { mode: 0o644 });
// What the warm run says is of interest only when it fails.
const warm = spawnSync(process.execPath, [join(packageRoot, 'scripts', 'make-code-cache.cjs')], { encoding: 'utf8' });
if (warm.status !== 0) throw new Error(`no code cache could be made:\n${warm.stdout}${warm.stderr}`);

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bundles a TypeScript file, calls its `main(packageRoot, argv)`, and takes the result as exit status. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [file = '', ...argv] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'fabric-typescript-'));
const outfile = join(work, 'main.mjs');
try {
  await build({
    entryPoints: [join(packageRoot, file)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = await main(packageRoot, argv);
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true });
}

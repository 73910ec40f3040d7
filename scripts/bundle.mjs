// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** src as one CommonJS file. oclif's sources go in as they are. */
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles src/main.ts. Identifiers stay: a bug report shows a place that can be found. */
export const bundleSource = async (packageRoot) => {
  const result = await build({
    absWorkingDir: packageRoot,
    entryPoints: [join(packageRoot, 'src', 'main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // import() has no meaning in a script that comes from a code cache on Node 20: require is used instead.
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // oclif asks for it only to run TypeScript commands, which a bundle has none of.
    external: ['typescript'],
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bundles src in memory and runs it, without a build and without a code cache. bin/dev.js starts this. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { bundleAll } from '../bundle.mjs';

const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const filename = join(packageRoot, 'dist', 'dev.cjs');
const code = await bundleAll(packageRoot);
const module = { exports: {} };
const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
new vm.Script(wrapped, { filename }).runInThisContext()(
  module.exports,
  createRequire(filename),
  module,
  filename,
  dirname(filename),
);
await module.exports.main(process.argv.slice(2), packageRoot);

#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/** Starts fabric. CommonJS, with few files behind it: an ES module here would cost a fifth of the start. */

const { refuseOldNode } = require('./required-node.cjs');

const start = () => {
  const fs = require('node:fs');
  const path = require('node:path');

  const packageRoot = path.dirname(__dirname);
  const bundle = path.join(packageRoot, 'dist', 'main.cjs');

  /** As root: the error when another user could change the code that would run; null when none can. */
  const refusal = process.geteuid() === 0 ? require('./root-guard.cjs').hardenAsRoot(packageRoot) : null;

  if (refusal !== null) {
    fs.writeSync(2, refusal);
    process.exitCode = 3;
  } else if (fs.existsSync(bundle)) {
    require('./load-bundle.cjs').loadBundle(bundle).exports.main(process.argv.slice(2), packageRoot);
  } else {
    fs.writeSync(2, `error: fabric is not built: ${bundle} not found\nfix: npm ci && npm run build\n`);
    process.exitCode = 1;
  }
};

if (!refuseOldNode()) start();

#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `node bin/dev.js`: the same program from the files of src, without a build. The rest needs a new Node. */

import requiredNode from './required-node.cjs';

if (!requiredNode.refuseOldNode()) void import('../scripts/bundle/run-sources.mjs');

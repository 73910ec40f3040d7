// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run bench`: measures what fabric costs. The rest needs a new Node. */

import requiredNode from '../bin/required-node.cjs';

if (!requiredNode.refuseOldNode()) void import('./bench/run-bench.mjs');

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `node scripts/run-typescript.mjs FILE [ARG...]`: runs a program of the tests. The rest needs a new Node. */

import requiredNode from '../bin/required-node.cjs';

if (!requiredNode.refuseOldNode()) void import('./typescript/run-main.mjs');

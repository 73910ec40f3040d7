// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run generate`: writes what follows from declarations; `--check` only compares. The rest needs a new Node. */

import requiredNode from '../bin/required-node.cjs';

if (!requiredNode.refuseOldNode()) void import('./generate/write-files.mjs');

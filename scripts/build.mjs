// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run build`: writes dist. The rest needs a new Node. */

import requiredNode from '../bin/required-node.cjs';

if (!requiredNode.refuseOldNode()) void import('./bundle/write-dist.mjs');

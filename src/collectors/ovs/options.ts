// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of ovs. */

import { flagOption } from '../../core/option.js';

/** The options. */
export const OPTIONS = {
  flows: flagOption('list every flow and whether it is offloaded'),
} as const;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a user may ask of the switch. */

import { flagOption } from '../../core/option.js';

/** The options. */
export const OPTIONS = {
  flows: flagOption('list every flow and whether it is offloaded'),
} as const;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The counters of the switch, its interfaces and mirrors. */

import type { CounterField } from '../../core/field.js';

/** A counter of 64 bits that starts again at 0 when the switch or its port does. */
export const count = (
  help: string,
  from: string,
  more: Partial<Pick<CounterField, 'unit' | 'group'>> = {},
): CounterField => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  help,
  from,
  ...more,
});

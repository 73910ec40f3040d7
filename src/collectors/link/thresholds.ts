// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Above what a link counts as degraded: section [link] of the settings, or what fabric ships with. */

import type { NumberSetting } from '../../core/settings.js';

const ratio = (fallback: number): NumberSetting => ({ fallback, max: 1, whole: false });

/** The limits, and their values without a file. A value above its limit degrades the link. */
export const LIMITS = {
  raw_ber: ratio(1e-6),
  effective_ber: ratio(1e-12),
  symbol_ber: ratio(1e-12),
  /** Since the counters were cleared. */
  link_downs: { fallback: 10, max: 1e9, whole: true },
} as const satisfies Readonly<Record<string, NumberSetting>>;

/** The limits that hold. */
export type Thresholds = { readonly [K in keyof typeof LIMITS]: number };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Limits above which a link is degraded: section [link] of the settings, or the defaults. */

import type { NumberSetting } from '../../core/settings.js';

const ratio = (fallback: number): NumberSetting => ({ fallback, max: 1, whole: false });

/** The limits and their defaults. A value above its limit makes the link degraded. */
export const LIMITS = {
  raw_ber: ratio(1e-6),
  effective_ber: ratio(1e-12),
  symbol_ber: ratio(1e-12),
  /** Since the counters were cleared. */
  link_downs: { fallback: 10, max: 1e9, whole: true },
} as const satisfies Readonly<Record<string, NumberSetting>>;

/** The limits in use. */
export type Thresholds = { readonly [K in keyof typeof LIMITS]: number };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Lists names in a sentence, such as the devices that exist. */

import { compareNatural } from './natural-order.js';

/** `mlx5_0 to mlx5_7` for a run of numbers, else the names; at most eight of them. */
export const listNames = (names: readonly string[]): string => {
  const sorted = [...names].sort(compareNatural);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'none';
  const stem = first.replace(/(?<!\d)\d+$/, '');
  const start = Number(first.slice(stem.length));
  const isRun = sorted.length > 2 && sorted.every((name, i) => name === `${stem}${start + i}`);
  if (isRun) return `${first} to ${last}`;
  const shown = sorted.slice(0, 8).join(', ');
  return sorted.length > 8 ? `${shown} and ${sorted.length - 8} more` : shown;
};

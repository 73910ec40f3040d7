// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Suggests the name that a mistyped name was meant to be. */

/** The closest of the names within a third of its length, a swap of neighbours counting as one slip; else null. */
export const didYouMean = (typed: string, names: readonly string[]): string | null => {
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let best: { name: string; slips: number } | null = null;
  for (const name of names) {
    const slips = slipsBetween(typed, name);
    if (slips <= limit && (best === null || slips < best.slips)) best = { name, slips };
  }
  return best?.name ?? null;
};

/** Optimal string alignment distance. */
const slipsBetween = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names the way people count: `mlx5_2` before `mlx5_10`, PCI addresses in bus order. */

const PARTS = /\d+|\D+/g;

/** Compares by runs of digits as numbers and everything between as text; equal numbers fall back to their spelling. */
export const compareNatural = (a: string, b: string): number => {
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const l = left[i] ?? '';
    const r = right[i] ?? '';
    const order = /^\d/.test(l) && /^\d/.test(r) ? compareDigits(l, r) : compareText(l, r);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
};

const compareDigits = (a: string, b: string): number => {
  const l = a.replace(/^0+(?=\d)/, '');
  const r = b.replace(/^0+(?=\d)/, '');
  return l.length - r.length || compareText(l, r);
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

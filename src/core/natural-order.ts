// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names the way people count: `mlx5_2` before `mlx5_10`, PCI addresses in bus order. */

import { comparePciAddress, isPciAddress } from './pci-address.js';

const PARTS = /[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]|\d+|\D+/g;

/**
 * Compares by runs of digits as numbers, addresses as the bus orders them, and everything between as text; equal numbers
 * fall back to their spelling.
 */
export const compareNatural = (a: string, b: string): number => {
  const left = partsOf(a);
  const right = partsOf(b);
  const common = Math.min(left.length, right.length);
  for (let i = 0; i < common; i++) {
    if (left[i] === right[i]) continue; // what names begin with is mostly the same
    const order = compareParts(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
};

/** Sorting needs the parts of each name many times. */
const KNOWN = new Map<string, readonly string[]>();
const MOST = 4096;

const partsOf = (name: string): readonly string[] => {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const parts: readonly string[] = name.match(PARTS) ?? [];
  if (KNOWN.size >= MOST) KNOWN.clear();
  KNOWN.set(name, parts);
  return parts;
};

const compareParts = (a: string, b: string): number => {
  const left = rankOf(a);
  const right = rankOf(b);
  if (left === 0 || right === 0) return compareText(left === 0 ? a : '0', right === 0 ? b : '0');
  if (left !== right) return left - right;
  return left === 1 ? compareDigits(a, b) : comparePciAddress(a, b);
};

/** Text, a number, or an address; compared with text, the last two sort like digits. */
const rankOf = (part: string): 0 | 1 | 2 => {
  if (part.includes(':') && isPciAddress(part)) return 2;
  return part >= '0' && part < ':' ? 1 : 0; // begins with a digit
};

const compareDigits = (a: string, b: string): number => {
  const l = withoutZeros(a);
  const r = withoutZeros(b);
  return l.length - r.length || compareText(l, r);
};

const withoutZeros = (digits: string): string => (digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

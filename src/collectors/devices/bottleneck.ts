// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Where the way from a function to its root port is narrowest. Pure. */

import { bitsPerSecond, type PcieLink, slowerOf } from './pcie-link.js';

/** A device on the way, as its own files tell: its link now, and the best that it could do. Null: it has no link. */
export type Hop = { readonly address: string; readonly now: PcieLink | null; readonly best: PcieLink | null };

/** The narrowest place of a way. */
export type Bottleneck = {
  readonly address: string;
  readonly link: PcieLink;
  /** What the function itself is capable of. */
  readonly capable: PcieLink;
  /** No device on the way is slower than it could be: the slot gives no more to this function. */
  readonly isAllTheWayAllows: boolean;
};

/** The link that carries least. `hops` begin at the root port and end at the function; null where none has a link. */
export const narrowestOf = (hops: readonly Hop[]): Omit<Bottleneck, 'capable' | 'isAllTheWayAllows'> | null => {
  let narrowest: { readonly address: string; readonly link: PcieLink } | null = null;
  for (const { address, now } of hops) {
    if (now === null) continue;
    const isNarrower = narrowest === null || bitsPerSecond(now) < bitsPerSecond(narrowest.link);
    if (isNarrower) narrowest = { address, link: now };
  }
  return narrowest;
};

/**
 * The narrowest place, if it carries less than the function could: what the kernel finds with pcie_bandwidth_available
 * and names in its log. Of several equal ones it is the one nearest to the root port. Null where nothing is in the way.
 */
export const bottleneckOf = (hops: readonly Hop[]): Bottleneck | null => {
  const narrowest = narrowestOf(hops);
  const capable = hops.at(-1)?.best ?? null;
  if (narrowest === null || capable === null) return null;
  if (bitsPerSecond(narrowest.link) >= bitsPerSecond(capable)) return null;
  const ceiling = hops.reduce((least, { best }) => (best === null ? least : slowerOf(least, best)), capable);
  return { ...narrowest, capable, isAllTheWayAllows: bitsPerSecond(narrowest.link) >= bitsPerSecond(ceiling) };
};

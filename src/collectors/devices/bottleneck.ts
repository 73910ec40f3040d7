// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the slowest PCIe link between a function and its root port. Pure. */

import { bitsPerSecond, type PcieLink, slowerOf } from './pcie-link.js';

/** A device on the path: its current link and the best it supports. Null when it has no link. */
export type Hop = { readonly address: string; readonly current: PcieLink | null; readonly best: PcieLink | null };

/** The slowest link of a path that limits the function. */
export type Bottleneck = {
  readonly address: string;
  readonly link: PcieLink;
  /** The best link that the function supports. */
  readonly capable: PcieLink;
  /** True when every link on the path runs at its best, so the slot is the limit. */
  readonly isSlotLimit: boolean;
};

/** Returns the slowest link. `hops` are ordered from the root port to the function. Null when none has a link. */
export const slowestOf = (hops: readonly Hop[]): Omit<Bottleneck, 'capable' | 'isSlotLimit'> | null => {
  let slowest: { readonly address: string; readonly link: PcieLink } | null = null;
  for (const { address, current } of hops) {
    if (current === null) continue;
    const isSlower = slowest === null || bitsPerSecond(current) < bitsPerSecond(slowest.link);
    if (isSlower) slowest = { address, link: current };
  }
  return slowest;
};

/**
 * Returns the slowest link if it carries less than the function supports, as the kernel logs it
 * (pcie_bandwidth_available). Of equally slow links it is the one nearest to the root port. Null when no link limits the
 * function.
 */
export const bottleneckOf = (hops: readonly Hop[]): Bottleneck | null => {
  const slowest = slowestOf(hops);
  const capable = hops.at(-1)?.best ?? null;
  if (slowest === null || capable === null) return null;
  if (bitsPerSecond(slowest.link) >= bitsPerSecond(capable)) return null;
  const ceiling = hops.reduce((least, { best }) => (best === null ? least : slowerOf(least, best)), capable);
  return { ...slowest, capable, isSlotLimit: bitsPerSecond(slowest.link) >= bitsPerSecond(ceiling) };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Remarks about the adapters: PCIe bottlenecks, and different firmware on one model. Pure. */

import { listNames } from '../../core/list-names.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Bottleneck } from './bottleneck.js';
import { bitsPerSecond, formatPcieLinkOf } from './pcie-link.js';

/** The values of a physical function that remarks need. */
export type Remarkable = {
  /** RDMA device, or else the PCI address. */
  readonly name: string;
  /** The card: its functions share one firmware. */
  readonly card: string;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly bottleneck: Bottleneck | null;
};

/** Returns the remarks, bottlenecks first. */
export const remarksOn = (functions: readonly Remarkable[]): readonly string[] => [
  ...bottleneckRemarks(functions),
  ...slotRemarks(functions),
  ...firmwareRemarks(functions),
];

const gigabits = (bits: number): string => (bits / 1e9).toFixed(bits < 9.95e9 ? 1 : 0);

const formatBottleneck = ({ link, capable }: Bottleneck): string =>
  `PCIe ${formatPcieLinkOf(link, capable)} (${gigabits(bitsPerSecond(link))} of ${gigabits(bitsPerSecond(capable))} Gb/s)`;

/** One line per function behind a link that is slower than both of its ends support. */
const bottleneckRemarks = (functions: readonly Remarkable[]): string[] =>
  functions.flatMap(({ name, bottleneck }) =>
    bottleneck === null || bottleneck.isSlotLimit
      ? []
      : [`${name}: ${formatBottleneck(bottleneck)} at ${bottleneck.address}`],
  );

/** One line per group of adapters that support more than their slot. */
const slotRemarks = (functions: readonly Remarkable[]): string[] => {
  const alike = new Map<string, string[]>();
  for (const { name, bottleneck } of functions) {
    if (!bottleneck?.isSlotLimit) continue;
    const limit = formatBottleneck(bottleneck);
    alike.set(limit, [...(alike.get(limit) ?? []), name]);
  }
  return [...alike].map(([limit, names]) => `${listNames(names)}: slot limits to ${limit}`);
};

/** Cards of one model with different firmware: a version on one card is shown with its name, others with the count. */
const firmwareRemarks = (functions: readonly Remarkable[]): string[] => {
  const models = new Map<string, Map<string, Map<string, string>>>();
  for (const { name, card, model, firmware } of functions) {
    if (model === null || firmware === null) continue;
    const versions = models.get(model) ?? new Map<string, Map<string, string>>();
    const cards = versions.get(firmware) ?? new Map<string, string>();
    if (!cards.has(card)) cards.set(card, name);
    models.set(model, versions.set(firmware, cards));
  }
  const several = [...models].filter(([, versions]) => versions.size > 1);
  return several.map(([model, versions]) => {
    const parts = [...versions]
      .sort(([a], [b]) => compareNatural(a, b))
      .map(([version, cards]) => `${version} (${cards.size === 1 ? [...cards.values()].join() : cards.size})`);
    const on = several.length === 1 ? 'one model' : model;
    return `${versions.size} firmware versions on ${on}: ${parts.join(', ')}`;
  });
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a person should hear of the adapters together: a narrow way to one, and firmware that differs. Pure. */

import { listNames } from '../../core/list-names.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Bottleneck } from './bottleneck.js';
import { bitsPerSecond, formatPcieLinkOf } from './pcie-link.js';

/** A physical function as far as the remarks go. */
export type Remarkable = {
  /** Its RDMA device, else its address. */
  readonly name: string;
  /** Functions of one card share their firmware and are one adapter. */
  readonly card: string;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly bottleneck: Bottleneck | null;
};

/** The remarks, the narrow ways first. */
export const remarksOn = (functions: readonly Remarkable[]): readonly string[] => [
  ...sayBottlenecks(functions),
  ...saySlots(functions),
  ...sayFirmware(functions),
];

const gigabits = (bits: number): string => (bits / 1e9).toFixed(bits < 9.95e9 ? 1 : 0);

const sayWay = ({ link, capable }: Bottleneck): string =>
  `PCIe ${formatPcieLinkOf(link, capable)} (${gigabits(bitsPerSecond(link))} of ${gigabits(bitsPerSecond(capable))} Gb/s)`;

/** A link that is slower than both of its ends could be: each one is named with its place. */
const sayBottlenecks = (functions: readonly Remarkable[]): string[] =>
  functions.flatMap(({ name, bottleneck }) =>
    bottleneck === null || bottleneck.isAllTheWayAllows
      ? []
      : [`${name}: ${sayWay(bottleneck)} at ${bottleneck.address}`],
  );

/** An adapter that could do more than its slot: one line for all that are alike. */
const saySlots = (functions: readonly Remarkable[]): string[] => {
  const alike = new Map<string, string[]>();
  for (const { name, bottleneck } of functions) {
    if (!bottleneck?.isAllTheWayAllows) continue;
    const way = sayWay(bottleneck);
    alike.set(way, [...(alike.get(way) ?? []), name]);
  }
  return [...alike].map(([way, names]) => `${listNames(names)}: slot limits to ${way}`);
};

/** Cards of one model that run different firmware: the rare version by the name of its card, the others by number. */
const sayFirmware = (functions: readonly Remarkable[]): string[] => {
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

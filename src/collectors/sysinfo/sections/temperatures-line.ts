// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The line of the temperatures: `asic 45C, core 44C, ddr 80C, nvme 41C`. */

import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import { compareNatural } from '../../../core/natural-order.js';
import { joinPhrases } from '../summary-line.js';

/** Chips of processors by what they measure. */
const CPU = /^(?:coretemp|k10temp|zenpower|cpu_thermal|x86_pkg_temp)(?:$|[@/])/;

/**
 * The kind of device a sensor belongs to: adapter chip, processor, disk, memory. Null for those shown elsewhere (a module: fabric
 * link) or is one of many spots of something that has one.
 */
const kindOf = (sensor: string): string | null => {
  if (CPU.test(sensor)) return 'cpu';
  if (/^nvme\d+$/.test(sensor)) return 'nvme';
  const name = sensor.replace(/^mlx[45]_\d+\//, '');
  if (/module$/.test(name)) return null;
  return /[@/#]/.test(name) ? null : name;
};

/** Each kind once, with the hottest of it; `up to` where there are several. */
export const summarizeTemperatures = (document: Document): string | null => {
  const kinds = new Map<string, number[]>();
  for (const record of recordsOf(document, 'temperatures')) {
    const [kind, now] = [kindOf(String(valueIn(record, 'sensor'))), valueIn(record, 'temperature_celsius')];
    if (kind !== null && now !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), Number(now)]);
  }
  const sorted = [...kinds].sort(([a], [b]) => compareNatural(a, b));
  return joinPhrases(
    ...sorted.map(([kind, all]) => `${kind} ${all.length === 1 ? '' : 'up to '}${Math.round(Math.max(...all))}C`),
  );
};

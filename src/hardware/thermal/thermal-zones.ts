// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds thermal zones of the kernel without a hwmon chip. */

import type { FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { namesIn } from '../adapter/bus.js';
import { nameIn } from './hwmon.js';
import { THERMAL } from './paths.js';

/** A zone with the numbers of its trip points. */
export type Zone = { readonly path: string; readonly trips: readonly number[] };

/** A driver that always answers 20 degrees (drivers/thermal/intel/int340x_thermal/int3400_thermal.c). */
const FAKED = 'INT3400 Thermal';

/** Returns all zones. */
export const listZones = (host: Host, thermal: ListAnswer): readonly Zone[] =>
  namesIn(thermal)
    .filter((name) => /^thermal_zone\d+$/.test(name))
    .map((name) => {
      const path = `${THERMAL}/${name}`;
      const trips = namesIn(host.readdir(path)).flatMap((entry) => {
        const [, trip] = /^trip_point_(0|[1-9]\d{0,3})_type$/.exec(entry) ?? [];
        return trip === undefined ? [] : [Number(trip)];
      });
      return { path, trips };
    });

/** The files that identify it; the kernel answers these from memory. */
export const typeFilesOf = ({ path, trips }: Zone): readonly string[] => [
  `${path}/type`,
  ...trips.map((n) => `${path}/trip_point_${n}_type`),
];

/** Returns the zones without a hwmon chip of the same name, each with its type. */
export const zonesWithoutChip = (
  zones: readonly Zone[],
  chips: ReadonlySet<string>,
  answers: FileAnswers,
): readonly (Zone & { readonly type: string; readonly criticalTrip: number | null })[] =>
  zones.flatMap((zone) => {
    const type = nameIn(answers, `${zone.path}/type`);
    // hwmon has no dash in a name.
    if (type === null || type === FAKED || chips.has(type.replaceAll('-', '_'))) return [];
    const criticalTrip = zone.trips.find((n) => nameIn(answers, `${zone.path}/trip_point_${n}_type`) === 'critical');
    return [{ ...zone, type, criticalTrip: criticalTrip ?? null }];
  });

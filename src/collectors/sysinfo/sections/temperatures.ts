// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Temperatures of the machine and of its adapters. */

import { gauge, label, text, volatile } from '../../../core/field.js';
import { compareNatural } from '../../../core/natural-order.js';
import { reasonOf } from '../../../core/problem.js';
import { list, type TypedFinding } from '../../../core/record-type.js';
import { column } from '../../../core/view.js';
import { dpuCard } from '../../../hardware/adapter/bluefield.js';
import { listThermalSources, nameGroupsOf, sensorsIn, valueGroupsOf } from '../../../hardware/thermal/find-sensors.js';
import { limitAt, parseSensor } from '../../../hardware/thermal/parse-sensor.js';
import { HWMON, THERMAL_READS } from '../../../hardware/thermal/paths.js';
import { detectPlatform, MACHINE_READS } from '../platform.js';
import { createTaker, withPath } from '../reasons.js';
import { defineSection } from '../section.js';
import { summarizeTemperatures } from './temperatures-line.js';

const TYPES = {
  temperatures: list({
    sensor: label(
      'Sensor: core, asic, ddr, p0_module; for a card in a host, e.g. mlx5_0/asic.',
      'hwmon labels, description of ACPI zones, type of thermal zones',
    ),
    temperature_celsius: volatile(gauge('celsius', 'Current temperature.', 'tempN_input, temp')),
    limit_celsius: gauge(
      'celsius',
      'Limit: the critical threshold, or else the alarm threshold. Null when the sensor has neither.',
      'tempN_crit, tempN_max, trip_point_N_temp',
    ),
    source: text('Source of the value.', 'hwmon and its chip, thermal zone'),
  }),
};

/** The temperatures; a machine without sensors has none. */
export const temperatures = defineSection({
  types: TYPES,
  reads: [...MACHINE_READS, ...THERMAL_READS],
  runs: [],
  summary: summarizeTemperatures,
  table: {
    type: 'temperatures',
    columns: [
      column('SENSOR', 'sensor'),
      column('VALUE', 'temperature_celsius'),
      column('LIMIT', 'limit_celsius'),
      column('SOURCE', 'source'),
    ],
  },
  collect: async (host) => {
    const sources = listThermalSources(host);
    const { hwmon } = sources;
    if (sources.chips.length === 0 && sources.zones.length === 0) return { hwmon, sensors: [], answers: new Map() };
    const [{ bluefield, adapters }, names] = await Promise.all([
      detectPlatform(host),
      host.readFiles(nameGroupsOf(sources), 0.5),
    ]);
    const own = dpuCard(bluefield, adapters);
    const sensors = sensorsIn(sources, names, { adapters, own });
    return { hwmon, sensors, answers: await host.readFiles(valueGroupsOf(sensors)) };
  },
  parse: ({ hwmon, sensors, answers }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    if (hwmon.kind === 'error' && hwmon.errno !== 'ENOENT')
      findings.push({ type: 'temperatures', where: '', field: null, ...withPath(HWMON, reasonOf(hwmon)) });
    const records = sensors.map((sensor) => {
      const take = createTaker<typeof TYPES, 'temperatures'>(findings, 'temperatures', sensor.name);
      const critical = limitAt(answers, sensor.critical);
      // A critical temperature that could not be read is not the lower maximum.
      const isOpen = !('reason' in critical) && critical.value === null;
      return {
        sensor: sensor.name,
        temperature_celsius: take(parseSensor(answers, sensor), 'temperature_celsius'),
        limit_celsius: take(isOpen ? limitAt(answers, sensor.max) : critical, 'limit_celsius'),
        source: sensor.source,
      };
    });
    return { records: { temperatures: records.sort((a, b) => compareNatural(a.sensor, b.sensor)) }, findings };
  },
});

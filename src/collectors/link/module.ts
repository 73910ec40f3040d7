// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the cable or optical module: its identity and its diagnostics (DDM). */

import type { AddReason } from '../../core/findings.js';
import { dropMismatchedLanes } from './lanes.js';
import type { Report } from './report.js';
import { sectionReader } from './section-reader.js';
import { parseByLane, parseDecimal, parseFlag, parseReading, type ReadingWithRange } from './values.js';

const asText = (text: string): string => text;
const NOT_MEASURED: ReadingWithRange = { values: [], min: null, max: null };

/** Module values per lane. Flags of a passive cable are ignored: its memory has no such bits. */
export type LaneOptics = {
  readonly rx_power_dbm: readonly (number | null)[];
  readonly tx_power_dbm: readonly (number | null)[];
  readonly bias_amperes: readonly (number | null)[];
  readonly datapath_state: readonly (string | null)[];
  readonly rx_los: readonly (boolean | null)[];
  readonly tx_los: readonly (boolean | null)[];
  readonly rx_cdr_lol: readonly (boolean | null)[];
  readonly tx_cdr_lol: readonly (boolean | null)[];
  readonly tx_fault: readonly (boolean | null)[];
};

/** Parses the module section. `N/A` is null by design: a cable has only what its vendor stored in it. */
export const parseModule = (report: Report, note: AddReason) => {
  const expected = { title: 'Module Info', error: /module|cable|EEPROM|MCIA|PDDR/i, isUp: false };
  const rows = sectionReader(report, expected, note);
  const text = (key: string, field: string): string | null => rows.readIfPresent(key, field, asText);
  const measure = (key: string, field: string, shift = 0): ReadingWithRange =>
    rows.read(key, field, parseReading(shift)) ?? NOT_MEASURED;
  const temperature = measure('Temperature [C]', 'module_temperature_celsius');
  const voltage = measure('Voltage [mV]', 'module_voltage_volts', -3);
  const bias = measure('Bias Current [mA]', 'lanes.bias_amperes', -3);
  const rx = measure('Rx Power Current [dBm]', 'lanes.rx_power_dbm');
  const tx = measure('Tx Power Current [dBm]', 'lanes.tx_power_dbm');
  const cableType = rows.read('Cable Type', 'cable_type', asText);
  const hasFlags = cableType !== null && !/passive/i.test(cableType);
  const flags = (key: string, field: string): readonly (boolean | null)[] =>
    hasFlags ? (rows.readIfPresent(`${key} [per lane]`, `lanes.${field}`, parseByLane(parseFlag)) ?? []) : [];
  const length = rows.readIfPresent('Transfer Distance [m]', 'cable_length_meters', parseDecimal());
  const noteMismatch = (field: string, detail: string): void => note(`lanes.${field}`, { code: 'parse', detail });
  // A port may have fewer lanes than its module. Readings and flags are each checked among themselves.
  const optics = { rx_power_dbm: rx.values, tx_power_dbm: tx.values, bias_amperes: bias.values };
  const states = {
    datapath_state: rows.readIfPresent('DataPath state [per lane]', 'lanes.datapath_state', parseByLane(asText)) ?? [],
    rx_los: flags('Rx LOS', 'rx_los'),
    tx_los: flags('Tx LOS', 'tx_los'),
    rx_cdr_lol: flags('Rx CDR LOL', 'rx_cdr_lol'),
    tx_cdr_lol: flags('Tx CDR LOL', 'tx_cdr_lol'),
    tx_fault: flags('Tx Fault', 'tx_fault'),
  };
  const lanes: LaneOptics = {
    ...dropMismatchedLanes(optics, 'any', noteMismatch),
    ...dropMismatchedLanes(states, 'any', noteMismatch),
  };
  return {
    lanes,
    fields: {
      module_identifier: text('Identifier', 'module_identifier'),
      cable_type: cableType,
      cable_technology: text('Cable Technology', 'cable_technology'),
      cable_length_meters: length === 0 ? null : length,
      module_vendor: text('Vendor Name', 'module_vendor'),
      module_part_number: rows.read('Vendor Part Number', 'module_part_number', asText),
      module_serial_number: text('Vendor Serial Number', 'module_serial_number'),
      module_revision: text('Rev', 'module_revision'),
      module_fw_version: text('FW Version', 'module_fw_version'),
      module_state: text('Module State', 'module_state'),
      module_temperature_celsius: temperature.values[0] ?? null,
      module_temperature_min_celsius: temperature.min,
      module_temperature_max_celsius: temperature.max,
      module_voltage_volts: voltage.values[0] ?? null,
      module_voltage_min_volts: voltage.min,
      module_voltage_max_volts: voltage.max,
      rx_power_min_dbm: rx.min,
      rx_power_max_dbm: rx.max,
      tx_power_min_dbm: tx.min,
      tx_power_max_dbm: tx.max,
      bias_min_amperes: bias.min,
      bias_max_amperes: bias.max,
    },
  };
};

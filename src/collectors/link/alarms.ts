// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Alarms of a module: readings outside the module's own thresholds, and flags that are set. */

import { formatLanes } from './lanes.js';
import type { parseModule } from './module.js';

type Module = ReturnType<typeof parseModule>;

const outside = (name: string, values: readonly (number | null)[], min: number | null, max: number | null) =>
  [
    { name: `${name}_low`, lanes: lanesWhere(values, (value) => min !== null && value < min) },
    { name: `${name}_high`, lanes: lanesWhere(values, (value) => max !== null && value > max) },
  ] as const;

const lanesWhere = <V>(values: readonly (V | null)[], isBad: (value: V) => boolean): readonly number[] =>
  values.flatMap((value, lane) => (value !== null && isBad(value) ? [lane] : []));

/** Lists alarms: `rx_los 0-3`, `temperature_high`. Empty without alarms; null when the module reports no diagnostics. */
export const alarmsOf = ({ fields, lanes }: Module): readonly string[] | null => {
  const set = (name: string, flags: readonly (boolean | null)[], known: readonly number[] = []) => ({
    name,
    lanes: lanesWhere(flags, (on) => on).filter((lane) => !known.includes(lane)),
  });
  const rxLos = set('rx_los', lanes.rx_los);
  const txLos = set('tx_los', lanes.tx_los);
  // Without a signal there is neither power nor a clock: report one alarm instead of three.
  const rxPower = lanes.rx_power_dbm.map((power, lane) => (rxLos.lanes.includes(lane) ? null : power));
  const byLane = [
    rxLos,
    set('rx_cdr_lol', lanes.rx_cdr_lol, rxLos.lanes),
    set('tx_fault', lanes.tx_fault),
    txLos,
    set('tx_cdr_lol', lanes.tx_cdr_lol, txLos.lanes),
    ...outside('rx', rxPower, fields.rx_power_min_dbm, fields.rx_power_max_dbm),
    ...outside('tx', lanes.tx_power_dbm, fields.tx_power_min_dbm, fields.tx_power_max_dbm),
    ...outside('bias', lanes.bias_amperes, fields.bias_min_amperes, fields.bias_max_amperes),
  ];
  const { module_temperature_celsius: temperature, module_voltage_volts: voltage } = fields;
  const ofModule = [
    ...outside(
      'temperature',
      [temperature],
      fields.module_temperature_min_celsius,
      fields.module_temperature_max_celsius,
    ),
    ...outside('voltage', [voltage], fields.module_voltage_min_volts, fields.module_voltage_max_volts),
  ];
  const hasNoDiagnostics =
    temperature === null &&
    voltage === null &&
    Object.values(lanes)
      .flat()
      .every((value) => value === null);
  if (hasNoDiagnostics) return null;
  const raised = [
    ...byLane.map((alarm) => ({ ...alarm, where: ` ${formatLanes(alarm.lanes)}` })),
    ...ofModule.map((alarm) => ({ ...alarm, where: '' })),
  ];
  return raised.filter((alarm) => alarm.lanes.length > 0).map(({ name, where }) => `${name}${where}`);
};

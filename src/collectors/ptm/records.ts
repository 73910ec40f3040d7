// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record types: power of each rail, temperature of each sensor, what throttles, and the state of power management. */

import { boolean, type CounterField, type GaugeField, gauge, label, number, text, volatile } from '../../core/field.js';
import { list, single } from '../../core/record-type.js';
import type { Unit } from '../../core/unit.js';

const reading = (unit: Unit, help: string, from: string): GaugeField => volatile(gauge(unit, help, from));
const yesOrNo = (help: string, from: string) => volatile(boolean(help, from));

/** Throttle events since boot; 32 bits (drivers/platform/mellanox/mlxbf-ptm.c). */
const events = (help: string, from: string): CounterField => ({
  kind: 'counter',
  bits: 32,
  atMax: 'wraps',
  scale: 1n,
  help,
  from,
});

/** Records of `power`. */
export const POWER = list({
  rail: label(
    'Rail: vr0, vr1 (voltage regulators) or total; for a card in a host, e.g. mlx5_0/total.',
    'vr0_power, vr1_power, total_power, register MVCR',
  ),
  power_watts: reading('watts', 'Current power.', 'total_power, emu_param/soc_power, register MVCR sensor 127'),
  limit_watts: gauge(
    'watts',
    'Power limit: the maximum the board may draw (power envelope). Null for a single rail.',
    'power_envelope, emu_param/power_envelope, register MVCR sensor 6',
  ),
  headroom_watts: reading('watts', 'Power headroom below the limit.', 'limit_watts less power_watts'),
  is_lower_bound: yesOrNo(
    'The power is a lower bound: the driver adds 0 to its total for an unreadable rail.',
    'vr0_power, vr1_power',
  ),
  source: text('Source of the value: mlxbf-ptm, emu_param or mlxreg.', 'mlxbf-ptm, emu_param or mlxreg'),
});

/** Records of `temperatures`. */
export const TEMPERATURES = list({
  sensor: label(
    'Sensor: core, asic, ddr, p0_module; for a card in a host, e.g. mlx5_0/asic.',
    'hwmon labels, description of ACPI zones',
  ),
  temperature_celsius: reading('celsius', 'Current temperature.', 'tempN_input, emu_param, mget_temp'),
  max_celsius: gauge('celsius', 'Alarm threshold. Null when the sensor has none.', 'tempN_max'),
  critical_celsius: gauge(
    'celsius',
    'Critical threshold; above it the device may shut down. Null when the sensor has none.',
    'tempN_crit',
  ),
  limit_celsius: gauge(
    'celsius',
    'Limit: the critical threshold, or else the alarm threshold.',
    'critical_celsius, max_celsius',
  ),
  headroom_celsius: reading(
    'celsius',
    'Temperature headroom below the limit.',
    'limit_celsius less temperature_celsius',
  ),
  source: text(
    'Source of the value: hwmon chip, thermal zone, mlxbf-ptm, emu_param or mget_temp.',
    'hwmon and its chip, thermal zone, mlxbf-ptm, emu_param, mget_temp',
  ),
});

/** Records of `throttling`. */
export const THROTTLING = list({
  cause: label('Cause of throttling: power or thermal.', 'the names of the files'),
  active: yesOrNo('The firmware is throttling now.', 'power_throttling_state, thermal_throttling_state'),
  events: events('Throttle events since boot.', 'power_throttling_event_count, thermal_throttling_event_count'),
  source: text('Source of the value.', 'mlxbf-ptm'),
});

/** The only record of `state`. */
export const STATE = single({
  active_power_profile: number(
    'Active power profile. Null when the driver is too old to report it.',
    'active_power_profile',
  ),
  atx_power_available: boolean(
    'The auxiliary 12 V power connector is plugged in. Null when the driver is too old to report it.',
    'atx_power_available',
  ),
  error_state: number('Error register of power management; 0 is no error.', 'error_state'),
  throttling_state: volatile(number('Throttling register; 0 is no throttling.', 'throttling_state')),
  source: text('Source of the values.', 'mlxbf-ptm'),
});

/** The provider's record types. */
export type Types = {
  readonly power: typeof POWER;
  readonly temperatures: typeof TEMPERATURES;
  readonly throttling: typeof THROTTLING;
  readonly state: typeof STATE;
};

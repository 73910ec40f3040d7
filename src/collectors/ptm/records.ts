// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record types: power of each rail, temperature of each sensor, what throttles, and the state of power management. */
import { boolean, type Counter, type Gauge, gauge, label, number, text, volatile } from '../../core/field.js';
import { list, single } from '../../core/provider.js';
import type { Unit } from '../../core/unit.js';

const reading = (unit: Unit, help: string, from: string): Gauge => volatile(gauge(unit, help, from));
const yesOrNo = (help: string, from: string) => volatile(boolean(help, from));

/** How often the firmware has throttled since boot; 32 bits (drivers/platform/mellanox/mlxbf-ptm.c). */
const events = (help: string, from: string): Counter => ({
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
    'Rail: vr0 and vr1 are the voltage regulators, total their sum. Of a card in a host mlx5_0/total.',
    'vr0_power, vr1_power, total_power, register MVCR',
  ),
  power_watts: reading('watts', 'Power now.', 'total_power, emu_param/soc_power, register MVCR sensor 127'),
  limit_watts: gauge(
    'watts',
    'Power envelope: what the board may draw. Null for one rail of it.',
    'power_envelope, emu_param/power_envelope, register MVCR sensor 6',
  ),
  headroom_watts: reading('watts', 'What is left of the limit.', 'limit_watts less power_watts'),
  is_lower_bound: yesOrNo(
    'Whether the power may be more: a rail that cannot be read is 0 in the total of the driver.',
    'vr0_power, vr1_power',
  ),
  source: text('Where the power is from.', 'mlxbf-ptm, emu_param or mlxreg'),
});

/** Records of `temperatures`. */
export const TEMPERATURES = list({
  sensor: label(
    'Sensor. Of a BlueField itself core, asic, ddr, p0_module; of a card in a host mlx5_0/asic.',
    'hwmon labels, description of ACPI zones',
  ),
  temperature_celsius: reading('celsius', 'Temperature now.', 'tempN_input, emu_param, mget_temp'),
  max_celsius: gauge('celsius', 'Above it the sensor raises an alarm. Null where it has none.', 'tempN_max'),
  critical_celsius: gauge('celsius', 'Above it the part may shut down. Null where it has none.', 'tempN_crit'),
  limit_celsius: gauge('celsius', 'The critical temperature, else the maximum.', 'critical_celsius, max_celsius'),
  headroom_celsius: reading('celsius', 'What is left of the limit.', 'limit_celsius less temperature_celsius'),
  source: text('Where the temperature is from.', 'hwmon and its chip, thermal zone, mlxbf-ptm, emu_param, mget_temp'),
});

/** Records of `throttling`. */
export const THROTTLING = list({
  cause: label('Why the firmware throttles: power or heat.', 'the names of the files'),
  active: yesOrNo('Whether it throttles now.', 'power_throttling_state, thermal_throttling_state'),
  events: events('Times that it throttled since boot.', 'power_throttling_event_count, thermal_throttling_event_count'),
  source: text('Where it is from.', 'mlxbf-ptm'),
});

/** The only record of `state`. */
export const STATE = single({
  active_power_profile: number('Power profile in use. Null where the driver is too old.', 'active_power_profile'),
  atx_power_available: boolean(
    'Whether the auxiliary 12 V connector is plugged in. Null where the driver is too old.',
    'atx_power_available',
  ),
  error_state: number('Status register of power management; 0 is no error.', 'error_state'),
  throttling_state: volatile(number('Throttling register; 0 is none.', 'throttling_state')),
  source: text('Where it is from.', 'mlxbf-ptm'),
});

/** The provider's record types. */
export type Types = {
  readonly power: typeof POWER;
  readonly temperatures: typeof TEMPERATURES;
  readonly throttling: typeof THROTTLING;
  readonly state: typeof STATE;
};

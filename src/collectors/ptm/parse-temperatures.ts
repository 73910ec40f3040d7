// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Temperatures: from hwmon and thermal zones, which have their limits, then from what has none. Pure. */

import { answerTo, type ValueOrReason } from '../../core/attribute.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Reason } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import { checkPlausibleCelsius, parseCelsius, parseWholeCelsius } from '../../hardware/thermal/parse-celsius.js';
import { limitAt, parseSensor } from '../../hardware/thermal/parse-sensor.js';
import type { Sensor } from '../../hardware/thermal/sensors.js';
import type { PtmTaker } from './findings.js';
import { parseDegrees } from './firmware-call.js';
import { EMU_PARAM, type EmuFile, STATUS, type StatusFile } from './paths.js';
import type { PtmRaw } from './raw.js';
import type { Types } from './records.js';
import { celsiusOfMgetTemp } from './tool-output.js';

type TemperatureRecord = Parsed<Types>['records']['temperatures'][number];
type SourcedValue = { readonly celsius: number; readonly source: string };

/** Every temperature, those of the BlueField itself first. */
export const parseTemperatures = (raw: PtmRaw, take: PtmTaker): TemperatureRecord[] => {
  const { measured: others, failed } = withoutLimits(raw);
  const records = raw.sensors.map((sensor) => recordOfSensor(raw, sensor, others.get(sensor.name) ?? null, take));
  const known = new Set(raw.sensors.map(({ name }) => name));
  for (const [name, measured] of others) if (!known.has(name)) records.push(recordOf(name, measured));
  for (const [name, reading] of failed) {
    if (known.has(name)) continue;
    take(reading, 'temperatures', name, 'temperature_celsius', 'source');
    records.push(recordOf(name, null));
  }
  for (const { name, query } of raw.temperatureQueries) {
    const reading = query === null ? NEEDS_ROOT : parseMgetTemp(query);
    const celsius = take(reading, 'temperatures', name, 'temperature_celsius', 'source');
    records.push(recordOf(name, celsius === null ? null : { celsius, source: 'mget_temp' }));
  }
  return records.sort((a, b) => rankOf(a) - rankOf(b) || compareNatural(a.sensor, b.sensor));
};

const FIRST = ['core', 'asic', 'ddr'];

const rankOf = ({ sensor }: TemperatureRecord): number => {
  const rank = FIRST.indexOf(sensor);
  if (rank >= 0) return rank;
  return /^p\d_module$/.test(sensor) ? FIRST.length : FIRST.length + 1;
};

type Limits = { readonly max: number | null; readonly critical: number | null; readonly isKnown: boolean };

const NO_LIMITS: Limits = { max: null, critical: null, isKnown: true };

const recordOf = (
  name: string,
  measured: SourcedValue | null,
  { max, critical, isKnown }: Limits = NO_LIMITS,
): TemperatureRecord => {
  const limit = isKnown ? (critical ?? max) : null;
  return {
    sensor: name,
    temperature_celsius: measured?.celsius ?? null,
    max_celsius: max,
    critical_celsius: critical,
    limit_celsius: limit,
    headroom_celsius: measured === null || limit === null ? null : Number((limit - measured.celsius).toFixed(3)),
    source: measured?.source ?? null,
  };
};

const recordOfSensor = (raw: PtmRaw, sensor: Sensor, other: SourcedValue | null, take: PtmTaker): TemperatureRecord => {
  const { name, source } = sensor;
  const reading = parseSensor(raw.answers, sensor);
  const celsius =
    other === null
      ? take(reading, 'temperatures', name, 'temperature_celsius', 'headroom_celsius', 'source')
      : reading.value;
  const [max, critical] = [limitAt(raw.answers, sensor.max), limitAt(raw.answers, sensor.critical)];
  // A critical temperature that could not be read is not the lower maximum.
  const isOpen = 'reason' in critical || critical.value === null;
  const limits = {
    max: take(max, 'temperatures', name, 'max_celsius', ...(isOpen ? OF_LIMITS : [])),
    critical: take(critical, 'temperatures', name, 'critical_celsius', ...OF_LIMITS),
    isKnown: !('reason' in critical),
  };
  return recordOf(name, celsius === null ? other : { celsius, source }, limits);
};

const OF_LIMITS = ['limit_celsius', 'headroom_celsius'];

const DRIVER = 'mlxbf-ptm';

/** Temperatures of a BlueField without their limits, by the name of the sensor. */
type WithoutLimits = {
  /** The first value of each name. */
  readonly measured: ReadonlyMap<string, SourcedValue>;
  /** Answers of the driver that are no temperature, where no other source has a value. */
  readonly failed: ReadonlyMap<string, ValueOrReason<number>>;
};

const withoutLimits = (raw: PtmRaw): WithoutLimits => {
  const driver = (file: StatusFile) => parseDegrees(answerTo(raw.answers, `${STATUS}/${file}`));
  const service = (file: EmuFile) => parseCelsius(answerTo(raw.answers, `${EMU_PARAM}/${file}`), parseWholeCelsius);
  const found: readonly (readonly [name: string, reading: ValueOrReason<number>, source: string])[] = [
    ['core', driver('core_temp'), DRIVER],
    ['ddr', driver('ddr_temp'), DRIVER],
    ['asic', service('bluefield_temp'), 'emu_param'],
    ['ddr', service('ddr_temp'), 'emu_param'],
    ['p0_module', service('p0_temp'), 'emu_param'],
    ['p1_module', service('p1_temp'), 'emu_param'],
  ];
  const measured = new Map<string, SourcedValue>();
  for (const [name, { value }, source] of found)
    if (value !== null && !measured.has(name)) measured.set(name, { celsius: value, source });
  const failed = found.filter(
    ([name, reading, source]) => source === DRIVER && isFailed(reading) && !measured.has(name),
  );
  return { measured, failed: new Map(failed.map(([name, reading]) => [name, reading])) };
};

/** A file that exists and has no value; a missing or unreadable one is reported for all of them together. */
const isFailed = (reading: ValueOrReason<number>): boolean =>
  'reason' in reading && reading.reason.code !== 'absent' && reading.reason.code !== 'permission';

const none = (reason: Reason): ValueOrReason<never> => ({ value: null, reason });

const NEEDS_ROOT = none({ code: 'permission', detail: 'needs root' });

const parseMgetTemp = (query: NonNullable<PtmRaw['temperatureQueries'][number]['query']>): ValueOrReason<number> => {
  const { answer } = query;
  if (answer.kind === 'missing')
    return none({ code: 'absent', detail: 'no sensor in hwmon, and mget_temp is not installed' });
  if (answer.kind === 'denied' && answer.by === 'root') return none({ code: 'absent', detail: 'no sensor in hwmon' });
  const reason = reasonOfTool(query);
  if (reason !== null) return none(reason);
  const celsius = answer.kind === 'ok' ? celsiusOfMgetTemp(answer.stdout) : null;
  return celsius === null
    ? none({ code: 'parse', detail: 'mget_temp: not a temperature' })
    : checkPlausibleCelsius(celsius);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which temperatures are read, and what each is called. Pure. */

import type { FileAnswers } from '../../core/file-answer.js';
import type { Adapter } from '../adapter/adapter.js';
import { sensorPrefixOf } from '../adapter/bluefield.js';
import { type Chip, nameIn } from './hwmon.js';
import type { Zone } from './thermal-zones.js';

/** A temperature before it is read. */
export type Sensor = {
  readonly name: string;
  readonly source: string;
  /** The device whose hung file costs this sensor too. */
  readonly device: string;
  readonly input: string;
  /** Null where the source has no such limit. */
  readonly max: string | null;
  readonly critical: string | null;
  /** True for a pluggable module, whose firmware writes 0 for no reading. */
  readonly isModule: boolean;
  /** The card of whose chip it is the temperature; null for any other sensor. */
  readonly asicOf: string | null;
};

/** Sources of the names. */
export type Naming = {
  readonly adapters: readonly Adapter[];
  readonly own: string | null;
  /** ACPI names of temp1, temp2 of its chip. */
  readonly acpi: ReadonlyMap<number, string>;
  readonly answers: FileAnswers;
};

/** Words of a label as one, so that a table has its columns. */
const asWord = (text: string): string => text.replaceAll(/\s+/g, '_');

const sensorAt = (chip: Chip, source: string, n: number, name: string): Sensor => {
  const file = (end: string): string | null =>
    chip.entries.has(`temp${n}_${end}`) ? `${chip.path}/temp${n}_${end}` : null;
  const input = `${chip.path}/temp${n}_input`;
  const [max, critical] = [file('max'), file('crit')];
  return { name, source, device: chip.path, input, max, critical, isModule: false, asicOf: null };
};

/** The sensors of every chip. The functions of one card share its chip: that is read once. */
export const sensorsOfChips = (chips: readonly Chip[], naming: Naming): readonly Sensor[] => {
  const named = chips.map((chip) => ({ chip, name: nameIn(naming.answers, `${chip.path}/name`) ?? 'hwmon' }));
  const cards = new Set<string>();
  return named.flatMap(({ chip, name }) => {
    const isAlone = named.filter((other) => other.name === name).length === 1;
    return chip.channels.flatMap((n) => {
      const label = nameIn(naming.answers, `${chip.path}/temp${n}_label`);
      const sensor = sensorAt(chip, `hwmon ${name}`, n, nameOf(chip, name, isAlone, n, label, naming.acpi));
      if (name !== 'mlx5') return [sensor];
      const found = ofAdapter(sensor, chip, label, naming);
      if (found.asicOf === null) return [found];
      if (cards.has(found.asicOf)) return [];
      cards.add(found.asicOf);
      return [found];
    });
  });
};

const nameOf = (
  { device, path }: Chip,
  chip: string,
  isAlone: boolean,
  channel: number,
  label: string | null,
  acpi: ReadonlyMap<number, string>,
): string => {
  const known = chip === 'acpitz' ? acpi.get(channel) : undefined;
  if (known !== undefined) return asWord(known);
  const owner =
    chip === 'nvme' && device !== null ? device : isAlone ? chip : `${chip}@${device ?? path.split('/').at(-1)}`;
  // NVMe's composite temperature is that of the whole device.
  if (chip === 'nvme' && label === 'Composite') return owner;
  return `${owner}/${asWord(label ?? `temp${channel}`)}`;
};

/** A sensor of mlx5 (drivers/net/ethernet/mellanox/mlx5/core/hwmon.c): the chip, its module, or another on the board. */
const ofAdapter = (sensor: Sensor, chip: Chip, label: string | null, { adapters, own }: Naming): Sensor => {
  const adapter = adapters.find(({ pciAddress }) => pciAddress === chip.device);
  if (adapter === undefined) return sensor;
  const prefix = sensorPrefixOf(adapter, own);
  // A sensor without a name has its index in its label: those of modules begin at 64.
  const [, index] = /^sensor(\d+)$/.exec(label ?? '') ?? [];
  if (label === 'asic' || index === '0') return { ...sensor, name: `${prefix}asic`, asicOf: adapter.card };
  const isModule = /^module/i.test(label ?? '') || Number(index ?? 0) >= 64;
  if (!isModule) return { ...sensor, name: `${prefix}${asWord(label ?? 'sensor')}` };
  const port = prefix === '' ? `p${adapter.pciAddress.slice(-1)}_` : '';
  return { ...sensor, name: `${prefix}${port}module`, isModule: true };
};

/** The sensors of thermal zones; two of one type are distinguished by the number of the zone. */
export const sensorsOfZones = (
  zones: readonly (Zone & { readonly type: string; readonly criticalTrip: number | null })[],
): readonly Sensor[] =>
  zones.map(({ path, type, criticalTrip }) => {
    const isAlone = zones.filter((other) => other.type === type).length === 1;
    const critical = criticalTrip === null ? null : `${path}/trip_point_${criticalTrip}_temp`;
    const name = asWord(isAlone ? type : `${type}@${path.split('/').at(-1)}`);
    return {
      name,
      source: 'thermal zone',
      device: path,
      input: `${path}/temp`,
      max: null,
      critical,
      isModule: false,
      asicOf: null,
    };
  });

/** No two of one name: the second is the first that was read of its number. */
export const withUniqueNames = (sensors: readonly Sensor[]): readonly Sensor[] => {
  const times = new Map<string, number>();
  return sensors.map((sensor) => {
    const time = (times.get(sensor.name) ?? 0) + 1;
    times.set(sensor.name, time);
    return time === 1 ? sensor : { ...sensor, name: `${sensor.name}#${time}` };
  });
};

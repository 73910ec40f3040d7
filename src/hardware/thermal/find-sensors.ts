// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every temperature that the kernel shows: first what there is, then what it is called, then the sensors to read. */

import type { FileAnswers, FileGroup, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import type { Adapter } from '../adapter/adapter.js';
import { ACPI } from '../adapter/bluefield.js';
import { type AcpiZone, descriptionFile, listAcpiZones, namesOfAcpiChannels } from './acpi-zones.js';
import { type Chip, listChips, nameFilesOf, nameIn } from './hwmon.js';
import { HWMON, THERMAL } from './paths.js';
import { type Sensor, sensorsOfChips, sensorsOfZones, withUniqueNames } from './sensors.js';
import { listZones, typeFilesOf, type Zone, zonesWithoutChip } from './thermal-zones.js';

/** Content of the directories. */
export type ThermalSources = {
  readonly hwmon: ListAnswer;
  readonly acpi: ListAnswer;
  readonly chips: readonly Chip[];
  readonly zones: readonly Zone[];
  readonly acpiZones: readonly AcpiZone[];
};

/** Lists chips and zones. */
export const listThermalSources = (host: Host): ThermalSources => {
  const [hwmon, acpi] = [host.readdir(HWMON), host.readdir(ACPI)];
  return {
    hwmon,
    acpi,
    chips: listChips(host, hwmon),
    zones: listZones(host, host.readdir(THERMAL)),
    acpiZones: listAcpiZones(host, acpi),
  };
};

/** The files that name them; what one chip or zone has shares its fate. */
export const nameGroupsOf = ({ chips, zones, acpiZones }: ThermalSources): readonly FileGroup[] => [
  ...(acpiZones.length === 0 ? [] : [{ device: ACPI, paths: acpiZones.map(descriptionFile) }]),
  ...chips.map((chip) => ({ device: chip.path, paths: nameFilesOf(chip) })),
  ...zones.map((zone) => ({ device: zone.path, paths: typeFilesOf(zone) })),
];

/** The sensors by their names; `own` is the card that this machine is part of. */
export const sensorsIn = (
  { chips, zones, acpiZones }: ThermalSources,
  answers: FileAnswers,
  { adapters, own }: { readonly adapters: readonly Adapter[]; readonly own: string | null },
): readonly Sensor[] => {
  const naming = { adapters, own, acpi: namesOfAcpiChannels(acpiZones, answers), answers };
  const shownByChips = new Set(chips.flatMap(({ path }) => nameIn(answers, `${path}/name`) ?? []));
  return withUniqueNames([
    ...sensorsOfChips(chips, naming),
    ...sensorsOfZones(zonesWithoutChip(zones, shownByChips, answers)),
  ]);
};

/** The files of the sensors with their limits, by what they share their fate with. */
export const valueGroupsOf = (sensors: readonly Sensor[]): readonly FileGroup[] => {
  const groups = new Map<string, string[]>();
  for (const { device, input, max, critical } of sensors) {
    const paths = [input, max, critical].filter((path) => path !== null);
    const group = groups.get(device) ?? [];
    group.push(...paths);
    groups.set(device, group);
  }
  return [...groups].map(([device, paths]) => ({ device, paths }));
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names that the firmware gives the thermal zones of ACPI, which hwmon only numbers. */

import type { FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { ACPI } from '../adapter/bluefield.js';
import { namesIn } from '../adapter/bus.js';
import { nameIn } from './hwmon.js';

/** A zone: LNXTHERM:XX. `thermalZone` is the number of its thermal zone; null without a link. */
export type AcpiZone = { readonly path: string; readonly number: number; readonly thermalZone: number | null };

/** The zones, in the order of their numbers. */
export const listAcpiZones = (host: Host, acpi: ListAnswer): readonly AcpiZone[] =>
  namesIn(acpi)
    .flatMap((name) => {
      const [, hex] = /^LNXTHERM:([0-9a-f]{2,8})$/i.exec(name) ?? [];
      if (hex === undefined) return [];
      const path = `${ACPI}/${name}`;
      const link = host.readlink(`${path}/thermal_zone`);
      const [, zone] = /thermal_zone(\d{1,9})$/.exec(link.kind === 'link' ? link.target : '') ?? [];
      return [{ path, number: Number.parseInt(hex, 16), thermalZone: zone === undefined ? null : Number(zone) }];
    })
    .sort((a, b) => a.number - b.number);

/** The file with the name of a zone. */
export const descriptionFile = ({ path }: AcpiZone): string => `${path}/description`;

/**
 * Names of temp1, temp2 of the chip acpitz: hwmon numbers the zones in the order of their registration, which is that of
 * their thermal zones; without such a link, LNXTHERM:00 is temp1. A zone without a description has no name.
 */
export const namesOfAcpiChannels = (zones: readonly AcpiZone[], answers: FileAnswers): ReadonlyMap<number, string> => {
  const registered = zones
    .filter(({ thermalZone }) => thermalZone !== null)
    .sort((a, b) => (a.thermalZone ?? 0) - (b.thermalZone ?? 0));
  const numbered =
    registered.length > 0
      ? registered.map((zone, i) => ({ zone, channel: i + 1 }))
      : zones.map((zone) => ({ zone, channel: zone.number + 1 }));
  return new Map(
    numbered.flatMap(({ zone, channel }) => {
      const name = nameIn(answers, descriptionFile(zone));
      return name === null ? [] : [[channel, name.replace(/_temp$/, '')]];
    }),
  );
};

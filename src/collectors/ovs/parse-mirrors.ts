// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Mirrors of the bridges. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import { booleanIn, integerIn, mapIn, referencesIn, textIn, textsIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { PlacedBridge } from './layout.js';
import type { Types } from './records.js';
import type { Row } from './snapshot.js';
import { parseCount } from './statistics.js';
import { type UniqueName, withUniqueNames } from './unique-names.js';

type MirrorRecord = Parsed<Types>['records']['mirrors'][number];

/** The records of a bridge's mirrors, by name. */
export const parseMirrors = (
  bridge: PlacedBridge,
  mirrors: readonly Row[],
  take: OvsTaker,
): readonly MirrorRecord[] => {
  const own = take(referencesIn(bridge.row, 'mirrors'), 'mirrors', bridge.name, 'mirror') ?? [];
  const portNames = new Map(bridge.ports.map(({ name, row }) => [row.uuid, name]));
  return withUniqueNames(
    mirrors.filter(({ uuid }) => own.includes(uuid)),
    (row) => textIn(row, 'name').value,
  ).map((mirror) => parseMirror(mirror, bridge.name, portNames, take));
};

const parseMirror = (
  { row, name }: UniqueName,
  bridge: string,
  portNames: ReadonlyMap<string, string>,
  take: OvsTaker,
): MirrorRecord => {
  const where = `${bridge}/${name}`;
  const of = <V>(reading: ValueOrReason<V>, ...fields: readonly string[]) => take(reading, 'mirrors', where, ...fields);
  const ports = (column: string, field: string) => of(portsIn(row, column, portNames), field);
  const counts = of(mapIn(row, 'statistics'), 'tx_packets', 'tx_bytes');
  const count = (key: 'tx_packets' | 'tx_bytes') => {
    const atom = counts?.get(key);
    return atom === undefined ? null : of(parseCount(atom), key);
  };
  return {
    bridge,
    mirror: name,
    select_all: of(booleanIn(row, 'select_all'), 'select_all'),
    source_ports: ports('select_src_port', 'source_ports'),
    destination_ports: ports('select_dst_port', 'destination_ports'),
    vlans: of(textsIn(row, 'select_vlan'), 'vlans'),
    output_port: ports('output_port', 'output_port')?.[0] ?? null,
    output_vlan: of(integerIn(row, 'output_vlan'), 'output_vlan'),
    snaplen_bytes: of(integerIn(row, 'snaplen'), 'snaplen_bytes'),
    tx_packets: count('tx_packets'),
    tx_bytes: count('tx_bytes'),
  };
};

const portsIn = (row: Row, column: string, names: ReadonlyMap<string, string>): ValueOrReason<readonly string[]> => {
  const references = referencesIn(row, column);
  if ('reason' in references) return references;
  const found = references.value.map((uuid) => names.get(uuid));
  const known = found.filter((name) => name !== undefined);
  if (known.length === found.length) return { value: known };
  return { value: null, reason: { code: 'parse', detail: `${column} is not a port of the bridge` } };
};

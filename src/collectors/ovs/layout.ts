// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which interface is of which port of which bridge, in the order that people read them. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import { compareNatural } from '../../core/natural-order.js';
import { entryIn, referencesIn, textIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import { type Kind, kindOf } from './kind.js';
import { KINDS } from './record-ports.js';
import type { Row, Snapshot } from './snapshot.js';

/** A row with the name that it goes by. */
type Named = { readonly name: string; readonly row: Row };

/** An interface with its bridge and port. */
export type PlacedInterface = Named & {
  readonly bridge: string;
  readonly port: string;
  readonly type: string | null;
  readonly kind: Kind;
};

/** A port with its bridge and interfaces. */
export type PlacedPort = Named & {
  readonly bridge: string;
  readonly interfaces: readonly PlacedInterface[];
  /** Whether they are all of them. */
  readonly isComplete: boolean;
};

/** Several interfaces, or configured to have several that are not known. */
export const isBond = ({ row, interfaces, isComplete }: PlacedPort): boolean =>
  interfaces.length > 1 || (!isComplete && textIn(row, 'bond_mode').value !== null);

/** A bridge with its ports. */
export type PlacedBridge = Named & { readonly ports: readonly PlacedPort[]; readonly isComplete: boolean };

/** Every bridge. What no bridge has, Open vSwitch does not use. */
export const buildLayout = (snapshot: Snapshot, take: OvsTaker): readonly PlacedBridge[] => {
  const bridges = take(snapshot.Bridge, 'bridges', '', 'bridge') ?? [];
  const ports = byUuid(take(snapshot.Port, 'ports', '', 'port'));
  const interfaces = byUuid(take(snapshot.Interface, 'interfaces', '', 'interface'));
  const byName = [...named(bridges, 'bridges', take)].sort((a, b) => compareNatural(a.name, b.name));
  return byName.map((bridge) => {
    const own = follow(bridge, bridge.name, 'ports', ports, 'bridges', take);
    const placed = named(own.rows, 'ports', take).map((port): PlacedPort => {
      const members = follow(port, `${bridge.name}/${port.name}`, 'interfaces', interfaces, 'ports', take);
      const inPlace = named(members.rows, 'interfaces', take).map((one) => placeInterface(one, bridge.name, port.name));
      return {
        ...port,
        bridge: bridge.name,
        interfaces: inPlace.sort(compareInterfaces),
        isComplete: members.isComplete,
      };
    });
    return { ...bridge, ports: inOrder(placed), isComplete: own.isComplete };
  });
};

type Rows = ReadonlyMap<string, Row> | null;

const byUuid = (rows: readonly Row[] | null): Rows =>
  rows === null ? null : new Map(rows.map((row) => [row.uuid, row]));

/** Rows by name; one without a name cannot be reported. */
const named = (rows: readonly Row[], type: 'bridges' | 'ports' | 'interfaces', take: OvsTaker): readonly Named[] =>
  rows.flatMap((row) => {
    const name = textIn(row, 'name');
    if (name.value !== null) return [{ name: name.value, row }];
    take('reason' in name ? name : NO_NAME, type, row.uuid, type.replace(/s$/, ''));
    return [];
  });

const NO_NAME: ValueOrReason<never> = { value: null, reason: { code: 'parse', detail: 'a row without a name' } };

/** The rows that a column refers to, and whether they are all there; `take` notes why not. */
const follow = (
  from: Named,
  where: string,
  column: 'ports' | 'interfaces',
  to: Rows,
  type: 'bridges' | 'ports',
  take: OvsTaker,
): { readonly rows: readonly Row[]; readonly isComplete: boolean } => {
  const references = take(referencesIn(from.row, column), type, where, column);
  const rows = (references ?? []).map((uuid) => to?.get(uuid)).filter((row) => row !== undefined);
  const isComplete = references !== null && rows.length === references.length;
  const detail = `${column} missing from the output`;
  if (references !== null && !isComplete) take({ value: null, reason: { code: 'parse', detail } }, type, where, column);
  return { rows, isComplete };
};

const placeInterface = ({ name, row }: Named, bridge: string, port: string): PlacedInterface => {
  const type = typeOf(row);
  const driver = entryIn(row, 'status', 'driver_name').value;
  const kind = kindOf({ name, bridge, type, driver, isTunnel: isTunnel(row, type) });
  return { name, row, bridge, port, type, kind };
};

/** A tunnel has an other end, or would have one had it been given. */
const isTunnel = (row: Row, type: string | null): boolean =>
  (type !== null && TUNNELS.has(type)) || entryIn(row, 'options', 'remote_ip').value !== null;

const TUNNELS = new Set([
  'vxlan',
  'geneve',
  'gre',
  'ip6gre',
  'erspan',
  'ip6erspan',
  'lisp',
  'stt',
  'gtpu',
  'srv6',
  'bareudp',
]);

/** The default is written as an empty text. */
const typeOf = (row: Row): string | null => {
  const cell = row.cell('type').value;
  return cell === '' ? 'system' : textIn(row, 'type').value;
};

/** Sorts unknown values last. */
const rankOf = ({ kind: { kind } }: PlacedInterface): number => (kind === null ? KINDS.length : KINDS.indexOf(kind));

const compareInterfaces = (a: PlacedInterface, b: PlacedInterface): number =>
  rankOf(a) - rankOf(b) || compareNatural(a.name, b.name);

/** Sorts a bond by its first interface. */
const inOrder = (ports: readonly PlacedPort[]): readonly PlacedPort[] =>
  ports
    .map((port) => ({ port, rank: port.interfaces[0] === undefined ? KINDS.length : rankOf(port.interfaces[0]) }))
    .sort((a, b) => a.rank - b.rank || compareNatural(a.port.name, b.port.name))
    .map(({ port }) => port);

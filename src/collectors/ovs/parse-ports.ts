// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bridges, ports, tunnels and shapers, as the database has them. Pure. */

import type { Parsed } from '../../core/record-type.js';
import {
  booleanIn,
  entryIn,
  integerIn,
  mapIn,
  numberEntryIn,
  referenceIn,
  textIn,
  textsIn,
  wordIn,
} from './columns.js';
import type { OvsTaker } from './findings.js';
import { isBond, type PlacedBridge, type PlacedInterface, type PlacedPort } from './layout.js';
import type { Types } from './records.js';
import type { Row } from './snapshot.js';

type RecordsOf<K extends keyof Types> = Parsed<Types>['records'][K] extends readonly (infer R)[] ? R : never;

/** The record of one bridge. */
export const parseBridge = ({ name, row, ports, isComplete }: PlacedBridge, take: OvsTaker): RecordsOf<'bridges'> => {
  const yesOrNo = (column: string, field: string) => take(booleanIn(row, column), 'bridges', name, field);
  return {
    bridge: name,
    datapath_id: take(textIn(row, 'datapath_id'), 'bridges', name, 'datapath_id'),
    datapath_type: take(datapathTypeOf(row), 'bridges', name, 'datapath_type'),
    ports: isComplete ? ports.length : null,
    fail_mode: take(wordIn(row, 'fail_mode', ['standalone', 'secure']), 'bridges', name, 'fail_mode'),
    protocols: take(textsIn(row, 'protocols'), 'bridges', name, 'protocols'),
    stp_enabled: yesOrNo('stp_enable', 'stp_enabled'),
    rstp_enabled: yesOrNo('rstp_enable', 'rstp_enabled'),
    mcast_snooping_enabled: yesOrNo('mcast_snooping_enable', 'mcast_snooping_enabled'),
  };
};

/** The kernel's datapath is written as an empty text, or by its name. */
export const datapathTypeOf = (row: Row) =>
  row.cell('datapath_type').value === '' ? { value: 'system' } : textIn(row, 'datapath_type');

/** The record of one port; `shaper` is the row of its QoS. */
export const parsePort = (placed: PlacedPort, shaper: Row | null, take: OvsTaker): RecordsOf<'ports'> => {
  const { name, row, bridge, interfaces, isComplete } = placed;
  const where = `${bridge}/${name}`;
  return {
    bridge,
    port: name,
    interfaces: isComplete ? interfaces.map((one) => one.name) : null,
    vlan_mode: take(textIn(row, 'vlan_mode'), 'ports', where, 'vlan_mode'),
    tag: take(integerIn(row, 'tag'), 'ports', where, 'tag'),
    trunks: take(textsIn(row, 'trunks'), 'ports', where, 'trunks'),
    bond_mode: !isBond(placed) ? null : take(textIn(row, 'bond_mode'), 'ports', where, 'bond_mode'),
    qos_type: shaper === null ? null : take(textIn(shaper, 'type'), 'ports', where, 'qos_type'),
  };
};

/** The QoS row that a port has. */
export const shaperOf = (
  { name, row, bridge }: PlacedPort,
  shapers: ReadonlyMap<string, Row>,
  take: OvsTaker,
): Row | null => {
  const uuid = take(referenceIn(row, 'qos'), 'ports', `${bridge}/${name}`, 'qos_type');
  return uuid === null ? null : (shapers.get(uuid) ?? null);
};

/** The record of one tunnel. */
export const parseTunnel = ({ name, row, bridge, type }: PlacedInterface, take: OvsTaker): RecordsOf<'tunnels'> => {
  const where = `${bridge}/${name}`;
  const option = (key: string, field: string) => take(entryIn(row, 'options', key), 'tunnels', where, field);
  const status = (key: string, field: string) => take(entryIn(row, 'status', key), 'tunnels', where, field);
  const options = take(mapIn(row, 'options'), 'tunnels', where, 'has_psk');
  return {
    bridge,
    interface: name,
    type,
    remote_ip: option('remote_ip', 'remote_ip'),
    local_ip: option('local_ip', 'local_ip'),
    key: option('key', 'key') ?? option('in_key', 'key'),
    dst_port: take(numberEntryIn(row, 'options', 'dst_port'), 'tunnels', where, 'dst_port'),
    csum: option('csum', 'csum'),
    has_psk: options === null ? null : options.has('psk'),
    egress_interface: status('tunnel_egress_iface', 'egress_interface'),
    egress_carrier: status('tunnel_egress_iface_carrier', 'egress_carrier'),
  };
};

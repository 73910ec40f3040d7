// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bridges, their ports, and the interfaces of the ports: one of a plain port, several of a bond. */

import { boolean, gauge, label, number, state, text, texts, unique, volatile } from '../../core/field.js';
import { list, withExtra } from '../../core/record-type.js';
import { count } from './fields.js';

const of = (table: string) => (column: string) => `ovs-vsctl list ${table}: ${column}`;
const bridge = of('Bridge');
const port = of('Port');
const iface = of('Interface');

const BRIDGE_LABEL = label('Bridge.', bridge('name'));
const PORT_LABEL = label('Port name; for a bond its own name, otherwise that of the interface.', port('name'));

/** Records of `bridges`. */
export const BRIDGES = list({
  bridge: BRIDGE_LABEL,
  datapath_id: unique(text('Datapath ID, by which OpenFlow controllers identify the bridge.', bridge('datapath_id'))),
  datapath_type: text('Datapath type; system is the kernel datapath.', bridge('datapath_type')),
  ports: number("Number of ports, including the bridge's own.", bridge('ports')),
  fail_mode: state(
    ['standalone', 'secure'],
    'Behavior when no controller is connected. Null when not set, which means standalone.',
    bridge('fail_mode'),
  ),
  protocols: texts('OpenFlow versions allowed; empty means the defaults of the build.', bridge('protocols')),
  stp_enabled: boolean('STP is enabled.', bridge('stp_enable')),
  rstp_enabled: boolean('RSTP is enabled.', bridge('rstp_enable')),
  mcast_snooping_enabled: boolean('Multicast snooping is enabled.', bridge('mcast_snooping_enable')),
});

/** Records of `ports`. */
export const PORTS = list({
  bridge: BRIDGE_LABEL,
  port: PORT_LABEL,
  interfaces: texts('Interfaces of the port; several for a bond.', port('interfaces')),
  vlan_mode: text('VLAN mode. Null when derived from tag and trunks.', port('vlan_mode')),
  tag: number('VLAN of an access port, or the native VLAN. Null when not set.', port('tag')),
  trunks: texts('VLANs carried; empty means all.', port('trunks')),
  bond_mode: text('Bonding mode. Null when the port is not a bond, or the mode is not set.', port('bond_mode')),
  qos_type: text('Type of traffic shaping (QoS). Null without QoS.', 'ovs-vsctl list QoS: type'),
});

const bytes = (what: string, key: string) =>
  count(`Bytes ${what}. Null where the interface does not count them.`, iface(`statistics:${key}`), {
    unit: 'bytes',
    group: 'traffic',
  });
const packets = (what: string, key: string) =>
  count(`Packets ${what}. Null where the interface does not count them.`, iface(`statistics:${key}`), {
    unit: 'packets',
    group: 'traffic',
  });
const errors = (what: string, key: string) =>
  count(`${what}. Null where the interface does not count them.`, iface(`statistics:${key}`), { group: 'errors' });

/** Purposes of an interface, on a BlueField derived from its name. */
export const KINDS = ['bridge', 'uplink', 'host_pf', 'host_vf', 'sf', 'tunnel', 'patch', 'internal', 'other'] as const;

/** Statistics that are declared; what else an interface counts is kept by its own name. */
export const STATISTICS = {
  rx_bytes: bytes('received', 'rx_bytes'),
  tx_bytes: bytes('sent', 'tx_bytes'),
  rx_packets: packets('received', 'rx_packets'),
  tx_packets: packets('sent', 'tx_packets'),
  rx_dropped: errors('Received packets that were dropped', 'rx_dropped'),
  tx_dropped: errors('Packets that were dropped and not sent', 'tx_dropped'),
  rx_errors: errors('Faults in receiving', 'rx_errors'),
  tx_errors: errors('Faults in sending', 'tx_errors'),
} as const;

/** Records of `interfaces`. */
export const INTERFACES = withExtra(
  list({
    bridge: BRIDGE_LABEL,
    port: PORT_LABEL,
    interface: label('Interface.', iface('name')),
    kind: state(
      KINDS,
      'Kind: bridge-local port, uplink, BlueField host function, SF or tunnel; other if unknown.',
      iface('name, type, status:driver_name'),
    ),
    function: text(
      'Function the representor stands for, e.g. pf0vf0. Null when the interface is not a representor.',
      iface('name'),
    ),
    peer: unique(text('Remote end of a tunnel, or peer of a patch port.', iface('options:remote_ip, options:peer'))),
    state: state(
      ['up', 'down', 'error'],
      "Link state; error if ovs-vswitchd could not open it (a bridge's own interface is down by default). Null when ovs-vswitchd has not reported it.",
      iface('link_state, admin_state, error, ofport'),
    ),
    admin_state: state(
      ['up', 'down'],
      'Administrative state. Null when ovs-vswitchd has not reported it.',
      iface('admin_state'),
    ),
    error: volatile(
      text('Why ovs-vswitchd could not open the interface. Null when there is no error.', iface('error')),
    ),
    type: text('Interface type; system is a kernel network device.', iface('type')),
    ofport: number('OpenFlow port number. Null when none is assigned.', iface('ofport')),
    speed_bytes_per_second: gauge(
      'bytes_per_second',
      'Link speed. Null when the device reports none.',
      iface('link_speed'),
    ),
    duplex: text('Duplex mode of the link. Null when the device reports none.', iface('duplex')),
    mtu_bytes: gauge('bytes', 'MTU. Null when the interface has no MTU of its own.', iface('mtu')),
    mac: unique(text('MAC address.', iface('mac_in_use'))),
    ifindex: volatile(
      unique(number('Interface index (ifindex). Null when the kernel has no such device.', iface('ifindex'))),
    ),
    driver: text('Driver of the device. Null when the device reports none.', iface('status:driver_name')),
    link_resets: count(
      'Number of link state changes. Null when ovs-vswitchd does not count them.',
      iface('link_resets'),
    ),
    ...STATISTICS,
  }),
  "Other statistics of the interface, under the driver's names; updated every 5 s.",
);

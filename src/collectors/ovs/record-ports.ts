// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bridges, their ports, and the interfaces of the ports: one of a plain port, several of a bond. */
import { boolean, gauge, label, number, state, text, texts, unique, volatile } from '../../core/field.js';
import { list, withExtra } from '../../core/provider.js';
import { count } from './fields.js';

const of = (table: string) => (column: string) => `ovs-vsctl list ${table}: ${column}`;
const bridge = of('Bridge');
const port = of('Port');
const iface = of('Interface');

const BRIDGE_LABEL = label('Bridge.', bridge('name'));
const PORT_LABEL = label('Port: a name of its own for a bond, else that of its interface.', port('name'));

/** Records of `bridges`. */
export const BRIDGES = list({
  bridge: BRIDGE_LABEL,
  datapath_id: unique(text('Identity of the bridge for its controllers.', bridge('datapath_id'))),
  datapath_type: text('Kind of datapath: system is the kernel.', bridge('datapath_type')),
  ports: number('Number of ports, its own among them.', bridge('ports')),
  fail_mode: state(
    ['standalone', 'secure'],
    'What it does without a controller. Null where it is not set, which is standalone.',
    bridge('fail_mode'),
  ),
  protocols: texts('OpenFlow versions that it takes; none listed are those of the build.', bridge('protocols')),
  stp_enabled: boolean('Whether it runs STP.', bridge('stp_enable')),
  rstp_enabled: boolean('Whether it runs RSTP.', bridge('rstp_enable')),
  mcast_snooping_enabled: boolean('Whether it snoops multicast.', bridge('mcast_snooping_enable')),
});

/** Records of `ports`. */
export const PORTS = list({
  bridge: BRIDGE_LABEL,
  port: PORT_LABEL,
  interfaces: texts('Its interfaces: several of a bond.', port('interfaces')),
  vlan_mode: text('How it treats VLANs. Null where that follows from tag and trunks.', port('vlan_mode')),
  tag: number('VLAN of an access port, or the native one. Null where there is none.', port('tag')),
  trunks: texts('VLANs that it carries; none listed are all.', port('trunks')),
  bond_mode: text('How a bond shares its traffic. Null where there is no bond.', port('bond_mode')),
  qos_type: text('Kind of its traffic shaper. Null where there is none.', 'ovs-vsctl list QoS: type'),
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

/** What an interface is for, on a BlueField by its name. */
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
      'What it is for: the bridge itself, an uplink, a host function of a BlueField, an SF, a tunnel. Other where nothing tells.',
      iface('name, type, status:driver_name'),
    ),
    function: text('Function that it represents, pf0vf0. Null for what is no representor.', iface('name')),
    peer: unique(text('Other end of a tunnel or of a patch port.', iface('options:remote_ip, options:peer'))),
    state: state(
      ['up', 'down', 'error'],
      'Whether it carries traffic. Error: the daemon could not open it. The own interface of a bridge is down until somebody sets it up: that stops no other port. Null where the daemon has not said.',
      iface('link_state, admin_state, error, ofport'),
    ),
    admin_state: state(
      ['up', 'down'],
      'Whether it was set up. Null where the daemon has not said.',
      iface('admin_state'),
    ),
    error: volatile(text('Why the daemon could not open it. Null where it could.', iface('error'))),
    type: text('Type of interface: system is a network device of the kernel.', iface('type')),
    ofport: number('OpenFlow number of the port. Null where it has none.', iface('ofport')),
    speed_bytes_per_second: gauge(
      'bytes_per_second',
      'Speed of the link. Null where the device gives none.',
      iface('link_speed'),
    ),
    duplex: text('Duplex of the link. Null where the device gives none.', iface('duplex')),
    mtu_bytes: gauge('bytes', 'Largest packet. Null where there is no limit of its own.', iface('mtu')),
    mac: unique(text('Its MAC address.', iface('mac_in_use'))),
    ifindex: volatile(
      unique(number('Number of the network device. Null where the kernel has none.', iface('ifindex'))),
    ),
    driver: text('Driver of the device. Null where it has none.', iface('status:driver_name')),
    link_resets: count('Times that the link changed. Null where the daemon does not count them.', iface('link_resets')),
    ...STATISTICS,
  }),
  'What else an interface counts, by its own name. The daemon writes all of them every 5 s.',
);

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tunnels, bonds, mirrors, traffic shapers, who controls the switch, and its flows. */

import { boolean, gauge, index, label, number, rows, state, text, texts, unique, volatile } from '../../core/field.js';
import { list } from '../../core/record-type.js';
import { count } from './fields.js';

const of = (table: string) => (column: string) => `ovs-vsctl list ${table}: ${column}`;
const iface = of('Interface');
const port = of('Port');
const mirror = of('Mirror');
const qos = of('QoS');
const queue = of('Queue');
const controller = of('Controller');
const manager = of('Manager');
const BOND = 'ovs-appctl bond/show';
const LACP = 'ovs-appctl lacp/show';
const FLOW = 'ovs-appctl dpctl/dump-flows -m';

const BRIDGE_LABEL = label('Bridge.', 'ovs-vsctl list Bridge: name');

/** Records of `tunnels`. */
export const TUNNELS = list({
  bridge: BRIDGE_LABEL,
  interface: label('Tunnel interface.', iface('name')),
  type: text('Tunnel type: vxlan, geneve.', iface('type')),
  remote_ip: unique(text('Remote tunnel endpoint; `flow` when set per flow.', iface('options:remote_ip'))),
  local_ip: unique(
    text('Local tunnel endpoint; `flow` when set per flow. Null when chosen by routing.', iface('options:local_ip')),
  ),
  key: text(
    'Tunnel key (VNI), not a secret; that of received packets if they differ; `flow` when set per flow.',
    iface('options:key, options:in_key'),
  ),
  dst_port: number('UDP destination port. Null when it is the default of the tunnel type.', iface('options:dst_port')),
  csum: text('Tunnel checksums are enabled. Null when it is the default of the tunnel type.', iface('options:csum')),
  has_psk: boolean('Encrypted with a pre-shared key (IPsec); the key is never shown.', iface('options:psk')),
  egress_interface: volatile(
    text(
      'Egress interface of tunnel packets. Null when ovs-vswitchd has not reported it.',
      iface('status:tunnel_egress_iface'),
    ),
  ),
  egress_carrier: volatile(
    text(
      'Carrier state of the egress interface. Null when ovs-vswitchd has not reported it.',
      iface('status:tunnel_egress_iface_carrier'),
    ),
  ),
});

/** Records of `bonds`. */
export const BONDS = list({
  bridge: BRIDGE_LABEL,
  port: label('Bond port.', port('name')),
  mode: text('Bonding mode. Null when not set.', port('bond_mode')),
  lacp: text('Configured LACP mode. Null when not set, which means off.', port('lacp')),
  lacp_status: volatile(text('LACP status: negotiated, configured, off.', BOND)),
  active_member: volatile(text('Active member: sends what only one member may send. Null when there is none.', BOND)),
  updelay_seconds: gauge('seconds', 'Time a link must be up before it is used.', port('bond_updelay')),
  downdelay_seconds: gauge('seconds', 'Time a link must be down before it is disabled.', port('bond_downdelay')),
  members: rows('Members of the bond.', port('interfaces'), {
    member: label('Interface.', iface('name')),
    enabled: volatile(boolean('The bond uses the member.', BOND)),
    may_enable: volatile(boolean('Carrier and LACP allow the bond to use the member.', BOND)),
    lacp_current: volatile(boolean('The LACP partner answers in time. Null without LACP.', iface('lacp_current'))),
    lacp_state: volatile(text('LACP state, e.g. current attached, defaulted detached. Null without LACP.', LACP)),
    actor_state: volatile(text('LACP state flags of the local side (actor). Null without LACP.', LACP)),
    partner_state: volatile(text('LACP state flags of the partner. Null without LACP or without a partner.', LACP)),
  }),
});

/** Records of `mirrors`. */
export const MIRRORS = list({
  bridge: BRIDGE_LABEL,
  mirror: label('Mirror.', mirror('name')),
  select_all: boolean('All packets of the bridge are mirrored.', mirror('select_all')),
  source_ports: texts('Ports whose received packets are mirrored.', mirror('select_src_port')),
  destination_ports: texts('Ports whose sent packets are mirrored.', mirror('select_dst_port')),
  vlans: texts('VLANs that are mirrored; empty means all.', mirror('select_vlan')),
  output_port: text('Output port. Null when the output is a VLAN.', mirror('output_port')),
  output_vlan: number('Output VLAN. Null when the output is a port.', mirror('output_vlan')),
  snaplen_bytes: gauge(
    'bytes',
    'Length to which mirrored packets are truncated. Null when packets are not truncated.',
    mirror('snaplen'),
  ),
  tx_packets: count('Packets mirrored. Null when ovs-vswitchd has not counted them.', mirror('statistics:tx_packets'), {
    unit: 'packets',
    group: 'traffic',
  }),
  tx_bytes: count('Bytes mirrored. Null when ovs-vswitchd has not counted them.', mirror('statistics:tx_bytes'), {
    unit: 'bytes',
    group: 'traffic',
  }),
});

const RATE = 'bytes_per_second';

/** Records of `qos_ports`: a shaper of two ports has two records. */
export const QOS_PORTS = list({
  bridge: BRIDGE_LABEL,
  port: label('Port with QoS.', port('qos')),
  type: text('QoS type.', qos('type')),
  max_rate_bytes_per_second: gauge(RATE, 'Maximum rate. Null when not set.', qos('other_config:max-rate')),
  queues: rows('Queues.', qos('queues'), {
    queue: index('Queue number.', qos('queues')),
    min_rate_bytes_per_second: gauge(
      RATE,
      'Guaranteed minimum rate. Null when not set.',
      queue('other_config:min-rate'),
    ),
    max_rate_bytes_per_second: gauge(RATE, 'Maximum rate. Null when not set.', queue('other_config:max-rate')),
    priority: number('Priority; 0 is the highest. Null when not set.', queue('other_config:priority')),
    dscp: number('DSCP set on packets of the queue. Null when not set.', queue('dscp')),
  }),
});

/** Records of `controllers`. */
export const CONTROLLERS = list({
  bridge: BRIDGE_LABEL,
  target: label('Controller address.', controller('target')),
  is_connected: volatile(boolean('The controller is connected.', controller('is_connected'))),
  role: volatile(state(['master', 'slave', 'other'], 'Controller role. Null when not connected.', controller('role'))),
  connection_mode: text('In-band or out-of-band. Null when not set.', controller('connection_mode')),
  state: volatile(
    text('Connection state: ACTIVE, BACKOFF. Null when ovs-vswitchd has not reported it.', controller('status:state')),
  ),
  last_error: volatile(
    text('Error of the last connection attempt. Null when no attempt failed.', controller('status:last_error')),
  ),
  connected_seconds: volatile(
    gauge(
      'seconds',
      'Time since the last connection was made. Null when it was never connected.',
      controller('status:sec_since_connect'),
    ),
  ),
});

/** Records of `managers`: who may write the database. */
export const MANAGERS = list({
  target: label('Manager address, or the address managers connect to.', manager('target')),
  is_connected: volatile(boolean('A manager is connected.', manager('is_connected'))),
  state: volatile(text('Connection state. Null when ovsdb-server has not reported it.', manager('status:state'))),
  last_error: volatile(
    text('Error of the last connection attempt. Null when no attempt failed.', manager('status:last_error')),
  ),
  connections: volatile(
    number('Number of connections. Null when there is at most one.', manager('status:n_connections')),
  ),
});

/** Records of `flows`, with `--flows`. */
export const FLOWS = {
  ...list({
    thread: label('Datapath thread that owns the flow.', FLOW),
    flow: label('Flow ID, or the match if there is none.', FLOW),
    match: text('Match of the flow.', FLOW),
    offloaded: state(['yes', 'partial', 'no'], 'The flow is offloaded to hardware.', FLOW),
    datapath: text('Datapath that holds the flow: ovs, tc, dpdk, doca. Null when the switch does not report it.', FLOW),
    matched_packets: count('Packets that matched.', FLOW, { unit: 'packets', group: 'traffic' }),
    matched_bytes: count('Bytes that matched.', FLOW, { unit: 'bytes', group: 'traffic' }),
    used_seconds: volatile(
      gauge('seconds', 'Time since the last matching packet. Null when no packet has matched.', FLOW),
    ),
    actions: text('Actions of the flow.', FLOW),
  }),
  metrics: false,
  option: 'flows',
} as const;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tunnels, bonds, mirrors, traffic shapers, who controls the switch, and its flows. */
import { boolean, gauge, index, label, number, rows, state, text, texts, unique, volatile } from '../../core/field.js';
import { list } from '../../core/provider.js';
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
  interface: label('Interface of the tunnel.', iface('name')),
  type: text('Kind of tunnel: vxlan, geneve.', iface('type')),
  remote_ip: unique(text('Other end; flow where each flow says it.', iface('options:remote_ip'))),
  local_ip: unique(text('This end. Null where the routes decide.', iface('options:local_ip'))),
  key: text(
    'Number of the virtual network (VNI), of what is received where the two ways differ; flow where each flow says it. No secret.',
    iface('options:key, options:in_key'),
  ),
  dst_port: number('UDP port. Null where it is that of the kind.', iface('options:dst_port')),
  csum: text('Whether it has checksums. Null where that is as for the kind.', iface('options:csum')),
  has_psk: boolean('Whether it is encrypted with a preshared key, which is never shown.', iface('options:psk')),
  egress_interface: volatile(
    text(
      'Interface that its packets leave by. Null where the daemon has not said.',
      iface('status:tunnel_egress_iface'),
    ),
  ),
  egress_carrier: volatile(
    text(
      'Whether that one has a carrier. Null where the daemon has not said.',
      iface('status:tunnel_egress_iface_carrier'),
    ),
  ),
});

/** Records of `bonds`. */
export const BONDS = list({
  bridge: BRIDGE_LABEL,
  port: label('Port that is the bond.', port('name')),
  mode: text('How it shares its traffic. Null where it is not set.', port('bond_mode')),
  lacp: text('Whether it was set to LACP. Null where it is not set, which is off.', port('lacp')),
  lacp_status: volatile(text('What LACP has come to: negotiated, configured, off.', BOND)),
  active_member: volatile(text('Member that sends what goes over one only. Null where there is none.', BOND)),
  updelay_seconds: gauge('seconds', 'Time that a link must be up before it is used.', port('bond_updelay')),
  downdelay_seconds: gauge('seconds', 'Time that a link must be down before it is not used.', port('bond_downdelay')),
  members: rows('Its interfaces.', port('interfaces'), {
    member: label('Interface.', iface('name')),
    enabled: volatile(boolean('Whether the bond uses it.', BOND)),
    may_enable: volatile(boolean('Whether the bond may use it, by carrier and LACP.', BOND)),
    lacp_current: volatile(boolean('Whether its partner answers in time. Null without LACP.', iface('lacp_current'))),
    lacp_state: volatile(text('State of its LACP: current attached, defaulted detached. Null without LACP.', LACP)),
    actor_state: volatile(text('What it says of itself. Null without LACP.', LACP)),
    partner_state: volatile(text('What its partner says of itself. Null without LACP or a partner.', LACP)),
  }),
});

/** Records of `mirrors`. */
export const MIRRORS = list({
  bridge: BRIDGE_LABEL,
  mirror: label('Mirror.', mirror('name')),
  select_all: boolean('Whether it takes every packet of the bridge.', mirror('select_all')),
  source_ports: texts('Ports whose received packets it takes.', mirror('select_src_port')),
  destination_ports: texts('Ports whose sent packets it takes.', mirror('select_dst_port')),
  vlans: texts('VLANs that it takes; none listed are all.', mirror('select_vlan')),
  output_port: text('Port that it sends them to. Null where it is a VLAN.', mirror('output_port')),
  output_vlan: number('VLAN that it sends them to. Null where it is a port.', mirror('output_vlan')),
  snaplen_bytes: gauge('bytes', 'Where it cuts packets off. Null where it does not.', mirror('snaplen')),
  tx_packets: count('Packets mirrored. Null where the daemon has not counted them.', mirror('statistics:tx_packets'), {
    unit: 'packets',
    group: 'traffic',
  }),
  tx_bytes: count('Bytes mirrored. Null where the daemon has not counted them.', mirror('statistics:tx_bytes'), {
    unit: 'bytes',
    group: 'traffic',
  }),
});

const RATE = 'bytes_per_second';

/** Records of `qos_ports`: a shaper that two ports have is there twice. */
export const QOS_PORTS = list({
  bridge: BRIDGE_LABEL,
  port: label('Port that is shaped.', port('qos')),
  type: text('Kind of shaper.', qos('type')),
  max_rate_bytes_per_second: gauge(
    RATE,
    'Most that it may send. Null where it is not set.',
    qos('other_config:max-rate'),
  ),
  queues: rows('Its queues.', qos('queues'), {
    queue: index('Number of the queue.', qos('queues')),
    min_rate_bytes_per_second: gauge(
      RATE,
      'What it is sure of. Null where it is not set.',
      queue('other_config:min-rate'),
    ),
    max_rate_bytes_per_second: gauge(
      RATE,
      'Most that it may send. Null where it is not set.',
      queue('other_config:max-rate'),
    ),
    priority: number('Its priority, 0 first. Null where it is not set.', queue('other_config:priority')),
    dscp: number('DSCP that its packets get. Null where it is not set.', queue('dscp')),
  }),
});

/** Records of `controllers`. */
export const CONTROLLERS = list({
  bridge: BRIDGE_LABEL,
  target: label('Address of the controller.', controller('target')),
  is_connected: volatile(boolean('Whether it is connected.', controller('is_connected'))),
  role: volatile(state(['master', 'slave', 'other'], 'Its role. Null where it is not connected.', controller('role'))),
  connection_mode: text('In band or out of band. Null where it is not set.', controller('connection_mode')),
  state: volatile(
    text('State of the connection: ACTIVE, BACKOFF. Null where the daemon has not said.', controller('status:state')),
  ),
  last_error: volatile(
    text('What the last attempt failed with. Null where none has.', controller('status:last_error')),
  ),
  connected_seconds: volatile(
    gauge(
      'seconds',
      'Time since it was last connected. Null where it never was.',
      controller('status:sec_since_connect'),
    ),
  ),
});

/** Records of `managers`: who may write the database. */
export const MANAGERS = list({
  target: label('Address of the manager, or where managers may connect.', manager('target')),
  is_connected: volatile(boolean('Whether one is connected.', manager('is_connected'))),
  state: volatile(text('State of the connection. Null where the server has not said.', manager('status:state'))),
  last_error: volatile(text('What the last attempt failed with. Null where none has.', manager('status:last_error'))),
  connections: volatile(
    number('How many are connected. Null where it is no more than one.', manager('status:n_connections')),
  ),
});

/** Records of `flows`, with `--flows`. */
export const FLOWS = {
  ...list({
    thread: label('Thread of the datapath that has the flow.', FLOW),
    flow: label('Identity of the flow, else its match.', FLOW),
    match: text('Packets that it is for.', FLOW),
    offloaded: state(['yes', 'partial', 'no'], 'Whether hardware forwards them.', FLOW),
    datapath: text('Which datapath has it: ovs, tc, dpdk, doca. Null where the switch does not say.', FLOW),
    matched_packets: count('Packets of the flow.', FLOW, { unit: 'packets', group: 'traffic' }),
    matched_bytes: count('Bytes of the flow.', FLOW, { unit: 'bytes', group: 'traffic' }),
    used_seconds: volatile(gauge('seconds', 'Time since the last packet. Null where there was none.', FLOW)),
    actions: text('What is done with its packets.', FLOW),
  }),
  metrics: false,
  option: 'flows',
} as const;

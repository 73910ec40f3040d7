// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The tables that people see. */

import { column, type View } from '../../core/view.js';
import { headingOf } from './heading.js';
import { BOND, DROPS, KIND, pathOf, RX, SPEED, TX } from './view-columns.js';

const BRIDGE = column('BRIDGE', 'bridge');
const PORT = column('PORT', 'port');
const INTERFACE = column('INTERFACE', 'interface');
const STATE = column('STATE', 'state');

const summary: View = {
  type: 'interfaces',
  columns: [BRIDGE, PORT, INTERFACE, STATE, SPEED, RX, TX, DROPS, KIND],
  tree: { header: 'BRIDGE / PORT', replaces: 3, path: pathOf, parents: { type: 'bonds', columns: [BOND] } },
  heading: headingOf,
  wide: [
    column('TYPE', 'type'),
    column('OFPORT', 'ofport'),
    { kind: 'fields', header: 'MTU', fields: ['mtu_bytes'], scale: { factor: 1, digits: 0 } }, // 9216, and not 9.22K
    column('MAC', 'mac'),
    column('DRIVER', 'driver'),
    column('RX-PKTS', 'rx_packets'),
    column('TX-PKTS', 'tx_packets'),
    column('RX-ERR', 'rx_errors'),
    column('TX-ERR', 'tx_errors'),
  ],
};

const bridges: View = {
  type: 'bridges',
  columns: [
    BRIDGE,
    column('DATAPATH', 'datapath_type'),
    column('PORTS', 'ports'),
    column('FAIL-MODE', 'fail_mode'),
    column('PROTOCOLS', 'protocols'),
    column('STP', 'stp_enabled'),
    column('RSTP', 'rstp_enabled'),
    column('MCAST-SNOOP', 'mcast_snooping_enabled'),
  ],
  wide: [column('DATAPATH-ID', 'datapath_id')],
};

const ports: View = {
  type: 'ports',
  columns: [
    BRIDGE,
    PORT,
    column('VLAN-MODE', 'vlan_mode'),
    column('TAG', 'tag'),
    column('TRUNKS', 'trunks'),
    column('BOND', 'bond_mode'),
    column('QOS', 'qos_type'),
    column('INTERFACES', 'interfaces'),
  ],
};

const tunnels: View = {
  type: 'tunnels',
  columns: [
    BRIDGE,
    INTERFACE,
    column('TYPE', 'type'),
    column('REMOTE', 'remote_ip'),
    column('LOCAL', 'local_ip'),
    column('KEY', 'key'),
    column('PORT', 'dst_port'),
    column('PSK', 'has_psk'),
    column('EGRESS', 'egress_interface', 'egress_carrier'),
  ],
};

const bonds: View = {
  type: 'bonds',
  rows: { each: 'rows', of: 'members' },
  columns: [
    BRIDGE,
    column('BOND', 'port'),
    column('MODE', 'mode'),
    column('LACP', 'lacp_status'),
    column('MEMBER', 'members.member'),
    column('ENABLED', 'members.enabled'),
    column('LACP-STATE', 'members.lacp_state'),
  ],
  wide: [
    column('ACTIVE', 'active_member'),
    column('UPDELAY', 'updelay_seconds'),
    column('DOWNDELAY', 'downdelay_seconds'),
    column('ACTOR', 'members.actor_state'),
    column('PARTNER', 'members.partner_state'),
  ],
};

const mirrors: View = {
  type: 'mirrors',
  columns: [
    BRIDGE,
    column('MIRROR', 'mirror'),
    column('SELECT-ALL', 'select_all'),
    column('SRC-PORTS', 'source_ports'),
    column('DST-PORTS', 'destination_ports'),
    column('VLANS', 'vlans'),
    column('OUT-PORT', 'output_port'),
    column('OUT-VLAN', 'output_vlan'),
    column('TX', 'tx_bytes'),
  ],
};

const qos: View = {
  type: 'qos_ports',
  rows: { each: 'rows', of: 'queues' },
  columns: [
    BRIDGE,
    PORT,
    column('TYPE', 'type'),
    column('MAX-RATE', 'max_rate_bytes_per_second'),
    column('QUEUE', 'queues.queue'),
    column('Q-MIN-RATE', 'queues.min_rate_bytes_per_second'),
    column('Q-MAX-RATE', 'queues.max_rate_bytes_per_second'),
    column('PRIORITY', 'queues.priority'),
    column('DSCP', 'queues.dscp'),
  ],
};

const controllers: View = {
  type: 'controllers',
  columns: [
    BRIDGE,
    column('TARGET', 'target'),
    column('CONNECTED', 'is_connected'),
    column('ROLE', 'role'),
    column('STATE', 'state'),
    column('UPTIME', 'connected_seconds'),
    column('LAST-ERROR', 'last_error'),
  ],
};

const managers: View = {
  type: 'managers',
  columns: [
    column('TARGET', 'target'),
    column('CONNECTED', 'is_connected'),
    column('STATE', 'state'),
    column('CONNECTIONS', 'connections'),
    column('LAST-ERROR', 'last_error'),
  ],
};

const flows: View = {
  type: 'flows',
  option: 'flows',
  columns: [
    column('OFFLOADED', 'offloaded'),
    column('DATAPATH', 'datapath'),
    column('PACKETS', 'matched_packets'),
    column('BYTES', 'matched_bytes'),
    column('LAST', 'used_seconds'),
    { kind: 'fields', header: 'MATCH', fields: ['match'], isNeverCut: true },
    { kind: 'fields', header: 'ACTIONS', fields: ['actions'], isNeverCut: true },
  ],
};

/** Each by the name that `--group` or its option takes; the first one is the default. */
export const VIEWS = {
  interfaces: summary,
  bridges,
  ports,
  tunnels,
  bonds,
  mirrors,
  qos,
  controllers,
  managers,
  flows,
};

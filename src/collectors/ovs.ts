// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Open vSwitch: the whole declaration. The queries and parsers are in ovs/, one idea per file. */

import { defineProvider } from '../core/provider.js';
import { collect } from './ovs/collect.js';
import { BONDS, COPY, DATAPATHS, FLOWS, LACP, SNAPSHOT, UPCALLS, VERSION } from './ovs/commands.js';
import { OPTIONS } from './ovs/options.js';
import { parse } from './ovs/parse.js';
import { READS } from './ovs/paths.js';
import { TYPES } from './ovs/records.js';
import { VIEWS } from './ovs/views.js';

/** The switch, its bridges, ports, interfaces and all that belongs to them, of one moment. */
export const ovs = defineProvider({
  name: 'ovs',
  schemaVersion: 2,
  renamedKeys: { 'switch.flavour': 'switch.datapath_kind' },
  summary:
    'Open vSwitch: bridges, ports, interfaces, tunnels, bonds, mirrors, QoS, controllers and flow counts. Statistics can be up to 5 s old.',
  privilege: 'none',
  needs: 'root or a read-only copy',
  reads: READS,
  runs: [SNAPSHOT, COPY, VERSION, DATAPATHS, UPCALLS, BONDS, LACP, FLOWS],
  types: TYPES,
  dropOrder: (
    'DRIVER MAC DOWNDELAY UPDELAY TX-PKTS RX-PKTS PARTNER ACTOR MTU OFPORT DATAPATH-ID TX-ERR RX-ERR ACTIVE ' +
    'PSK MCAST-SNOOP QOS PROTOCOLS DATAPATH DSCP EGRESS PRIORITY RSTP STP VLANS LAST SPEED CONNECTIONS ROLE ' +
    'SELECT-ALL VLAN-MODE KIND INTERFACES OUT-VLAN ACTIONS LACP-STATE LAST-ERROR KEY Q-MIN-RATE RX UPTIME ' +
    'DST-PORTS LOCAL TRUNKS BYTES FAIL-MODE MAX-RATE SRC-PORTS MODE'
  ).split(' '),
  views: VIEWS,
  options: OPTIONS,
  omitFlags: ['device', 'all'],
  collect,
  parse,
});

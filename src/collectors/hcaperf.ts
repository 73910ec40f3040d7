// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Declares `fabric hcaperf`: counters of every HCA port. The parts are in hcaperf/. */

import { defineProvider } from '../core/provider.js';
import { column, type View } from '../core/view.js';
import { collect } from './hcaperf/collect.js';
import { parse } from './hcaperf/parse.js';
import { PORTS } from './hcaperf/ports.js';
import { RATES } from './hcaperf/rates.js';

const PORT = column('PORT', 'device', 'port');
const NETDEV = column('NETDEV', 'netdev');

const summary: View = {
  type: 'ports',
  columns: [
    PORT,
    NETDEV,
    column('STATE', 'state'),
    column('RATE', 'rate_bytes_per_second'),
    column('RDMA-RX', 'port_rcv_data_bytes'),
    column('RDMA-TX', 'port_xmit_data_bytes'),
    column('NET-RX', 'net_rx_bytes'),
    column('NET-TX', 'net_tx_bytes'),
    { kind: 'non-zero', header: 'ERR', countNonZero: 'errors', help: 'number of non-zero error counters' },
  ],
  wide: [
    column('PHYS-STATE', 'phys_state'),
    column('PCI', 'pci_address'),
    column('KIND', 'kind'),
    column('LINK-LAYER', 'link_layer'),
    column('LID', 'lid'),
    column('FIRMWARE', 'fw_version'),
    column('PSID', 'board_id'),
    column('XMIT-WAIT', 'port_xmit_wait'),
  ],
};

const traffic: View = {
  type: 'ports',
  group: 'traffic',
  columns: [
    PORT,
    NETDEV,
    column('RDMA-RX-PKTS', 'port_rcv_packets'),
    column('RDMA-TX-PKTS', 'port_xmit_packets'),
    column('NET-RX-PKTS', 'net_rx_packets'),
    column('NET-TX-PKTS', 'net_tx_packets'),
    column('XMIT-WAIT', 'port_xmit_wait'),
  ],
  wide: [
    column('UCAST-RX', 'unicast_rcv_packets'),
    column('UCAST-TX', 'unicast_xmit_packets'),
    column('MCAST-RX', 'multicast_rcv_packets'),
    column('MCAST-TX', 'multicast_xmit_packets'),
  ],
};

const NAME = { kind: 'counter', header: 'COUNTER', counter: 'name' } as const;
const VALUE = { kind: 'counter', header: 'VALUE', counter: 'value' } as const;
const MEANING = { kind: 'counter', header: 'MEANING', counter: 'meaning' } as const;

/** RDMA and Ethernet counters of the kernel, from sysfs. Unlike the DTS provider of the same name, it has no ICM misses. */
export const hcaperf = defineProvider({
  name: 'hcaperf',
  summary: 'RDMA and Ethernet counters per HCA port, from sysfs.',
  privilege: 'none',
  deviceNames: 'RDMA device, device/port or glob',
  reads: [
    '/sys/class/infiniband',
    '/sys/class/infiniband/*',
    '/sys/class/infiniband/*/device',
    '/sys/class/infiniband/*/device/physfn',
    '/sys/class/infiniband/*/device/net',
    '/sys/class/infiniband/*/device/net/*/phys_port_name',
    '/sys/class/infiniband/*/device/net/*/dev_port',
    '/sys/class/infiniband/*/fw_ver',
    '/sys/class/infiniband/*/board_id',
    '/sys/class/infiniband/*/hca_type',
    '/sys/class/infiniband/*/hw_counters',
    '/sys/class/infiniband/*/hw_counters/*',
    '/sys/class/infiniband/*/ports',
    '/sys/class/infiniband/*/ports/*/gid_attrs/ndevs/0',
    '/sys/class/infiniband/*/ports/*/link_layer',
    '/sys/class/infiniband/*/ports/*/state',
    '/sys/class/infiniband/*/ports/*/phys_state',
    '/sys/class/infiniband/*/ports/*/rate',
    '/sys/class/infiniband/*/ports/*/lid',
    '/sys/class/infiniband/*/ports/*/counters',
    '/sys/class/infiniband/*/ports/*/counters/*',
    '/sys/class/infiniband/*/ports/*/hw_counters',
    '/sys/class/infiniband/*/ports/*/hw_counters/*',
    '/sys/class/net/*/statistics',
    '/sys/class/net/*/statistics/*',
  ],
  runs: [],
  types: { ports: PORTS },
  dropOrder: (
    'PSID FIRMWARE LID MCAST-TX KIND MCAST-RX PHYS-STATE XMIT-WAIT LINK-LAYER PCI UCAST-TX UCAST-RX RATE ' +
    'NET-TX NET-RX TX-Mpps RX-Mpps NETDEV UTIL% NET-TX-PKTS RDMA-TX NET-RX-PKTS RDMA-RX MEANING'
  ).split(' '),
  views: {
    summary,
    traffic,
    errors: {
      type: 'ports',
      group: 'errors',
      rows: { each: 'counter', nonZero: true },
      columns: [PORT, NAME, VALUE, MEANING],
    },
    congestion: {
      type: 'ports',
      group: 'congestion',
      rows: { each: 'counter', nonZero: true },
      columns: [PORT, NAME, VALUE, MEANING],
    },
    all: { type: 'ports', rows: { each: 'counter', nonZero: false }, columns: [PORT, NAME, VALUE] },
  },
  rates: RATES,
  collect,
  parse,
});

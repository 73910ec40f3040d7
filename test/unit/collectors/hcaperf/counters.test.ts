// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { COUNTER_FIELDS, fieldOfFile, HW, NET, PMA } from '../../../../src/collectors/hcaperf/counters.js';

type Width = readonly [bits: number, atMax: 'sticks' | 'wraps'];

const each = (bits: number, atMax: 'sticks' | 'wraps', names: string): readonly (readonly [string, Width])[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, [bits, atMax]]);

const widths = (specs: Readonly<Record<string, { bits: number; atMax: 'sticks' | 'wraps' }>>) =>
  Object.fromEntries(Object.entries(specs).map(([name, { bits, atMax }]): [string, Width] => [name, [bits, atMax]]));

test('narrow PMA registers saturate, 64-bit ones wrap (PORT_PMA_ATTR of core/sysfs.c)', () => {
  expect(widths(PMA)).toEqual(
    Object.fromEntries([
      ...each(
        64,
        'wraps',
        `port_xmit_data port_rcv_data port_xmit_packets port_rcv_packets
         unicast_xmit_packets unicast_rcv_packets multicast_xmit_packets multicast_rcv_packets`,
      ),
      ...each(32, 'sticks', 'port_xmit_wait'),
      ...each(
        16,
        'sticks',
        `symbol_error port_rcv_errors port_rcv_remote_physical_errors port_rcv_switch_relay_errors
         port_xmit_discards VL15_dropped`,
      ),
      ...each(8, 'sticks', 'link_error_recovery link_downed port_xmit_constraint_errors port_rcv_constraint_errors'),
      ...each(4, 'sticks', 'local_link_integrity_errors excessive_buffer_overrun_errors'),
    ]),
  );
});

test('mlx5 q-counters have 32 bits and wrap; congestion, ICRC and optional counters have 64 (mlx5/counters.c)', () => {
  expect(widths(HW)).toEqual(
    Object.fromEntries([
      ...each(
        32,
        'wraps',
        `rx_write_requests rx_read_requests rx_atomic_requests rx_dct_connect out_of_buffer
         out_of_sequence
         duplicate_request rnr_nak_retry_err packet_seq_err implied_nak_seq_err local_ack_timeout_err
         resp_local_length_error resp_cqe_error req_cqe_error req_remote_invalid_request req_remote_access_errors
         resp_remote_access_errors resp_cqe_flush_error req_cqe_flush_error req_transport_retries_exceeded
         req_rnr_retries_exceeded
         roce_adp_retrans roce_adp_retrans_to roce_slow_restart roce_slow_restart_cnps roce_slow_restart_trans`,
      ),
      ...each(
        64,
        'wraps',
        `rp_cnp_ignored rp_cnp_handled np_ecn_marked_roce_packets np_cnp_sent
         rx_icrc_encapsulated
         cc_rx_ce_pkts cc_rx_cnp_pkts cc_tx_cnp_pkts rdma_tx_packets rdma_tx_bytes rdma_rx_packets rdma_rx_bytes`,
      ),
    ]),
  );
});

test('netdev statistics have 64 bits and wrap (struct rtnl_link_stats64)', () => {
  expect(widths(NET)).toEqual(
    Object.fromEntries(
      each(
        64,
        'wraps',
        `collisions multicast
         rx_bytes rx_packets rx_errors rx_dropped rx_compressed rx_crc_errors rx_fifo_errors rx_frame_errors
         rx_length_errors rx_missed_errors rx_nohandler rx_over_errors
         tx_bytes tx_packets tx_errors tx_dropped tx_compressed tx_aborted_errors tx_carrier_errors tx_fifo_errors
         tx_heartbeat_errors tx_window_errors`,
      ),
    ),
  );
});

test('only port_rcv_data and port_xmit_data count words of four bytes; their fields are in bytes', () => {
  const scaled = Object.entries(COUNTER_FIELDS).filter(([, counter]) => counter.scale !== 1n);
  expect(scaled.map(([name, { scale, unit }]) => [name, scale, unit])).toEqual([
    ['port_rcv_data_bytes', 4n, 'bytes'],
    ['port_xmit_data_bytes', 4n, 'bytes'],
  ]);
});

test('each counter of the three directories has a field with a unique name', () => {
  expect(Object.keys(COUNTER_FIELDS).length).toBe(
    Object.keys(PMA).length + Object.keys(HW).length + Object.keys(NET).length,
  );
  for (const [name, counter] of Object.entries(COUNTER_FIELDS)) {
    expect(name.endsWith('_bytes'), name).toBe(counter.unit === 'bytes');
    expect(counter.group, name).toBeDefined();
  }
});

test('maps a known file to its declared field, and an unknown file to its own name', () => {
  const names = (place: 'pma' | 'hw' | 'net', ...files: readonly string[]) =>
    files.map((file) => {
      const { field, known } = fieldOfFile(place, file);
      return `${field} ${known === null ? 'unknown' : known.bits}`;
    });
  expect(
    names('pma', 'port_rcv_data', 'VL15_dropped', 'port_rcv_discards', 'rx_bytes', '__proto__', 'toString'),
  ).toEqual([
    'port_rcv_data_bytes 64',
    'VL15_dropped 16',
    'port_rcv_discards unknown',
    'rx_bytes unknown',
    '__proto__ unknown',
    'toString unknown',
  ]);
  expect(names('hw', 'out_of_buffer', 'rcvd_pkts', 'vport_out_of_buffer', 'constructor')).toEqual([
    'hw_out_of_buffer 32',
    'hw_rcvd_pkts unknown',
    'hw_vport_out_of_buffer unknown',
    'hw_constructor unknown',
  ]);
  expect(names('net', 'rx_bytes', 'rx_otherhost_dropped')).toEqual([
    'net_rx_bytes 64',
    'net_rx_otherhost_dropped unknown',
  ]);
});

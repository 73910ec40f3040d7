// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Table of the known counters, keyed by the kernel's file name.
 *
 * @see Documentation/ABI/stable/sysfs-class-infiniband and drivers/infiniband/core/sysfs.c for the PMA registers and
 * their widths, drivers/infiniband/hw/mlx5/counters.c for the q-counters, include/uapi/linux/if_link.h for the netdev statistics.
 */

import type { CounterField, CounterGroup } from '../../core/field.js';
import type { Unit } from '../../core/unit.js';

type Spec = Omit<CounterField, 'kind' | 'from'>;

const spec = (
  bits: CounterField['bits'],
  atMax: CounterField['atMax'],
  group: CounterGroup | undefined,
  help: string,
  unit?: Unit,
): Spec => ({
  bits,
  atMax,
  help,
  scale: 1n,
  ...(group === undefined ? {} : { group }),
  ...(unit === undefined ? {} : { unit }),
});

// PMA registers of the IBA: the narrow ones stay at their maximum until they are cleared.
const saturating = (bits: 4 | 8 | 16 | 32, group: CounterGroup, help: string): Spec =>
  spec(bits, 'sticks', group, help);
const wraps64 = (group: CounterGroup, help: string, unit?: Unit): Spec => spec(64, 'wraps', group, help, unit);
// mlx5 q-counters: 32 bits, wrap to 0.
const wraps32 = (group: CounterGroup, help: string): Spec => spec(32, 'wraps', group, help);
const words = (help: string): Spec => ({ ...wraps64('traffic', help, 'bytes'), scale: 4n });

/** `ports/N/counters`: the port's PMA registers. */
export const PMA = {
  port_rcv_data: words('Bytes received on all VLs; on Ethernet, RDMA traffic only.'),
  port_xmit_data: words('Bytes sent on all VLs; on Ethernet, RDMA traffic only.'),
  port_rcv_packets: wraps64('traffic', 'Packets received; on Ethernet, RDMA traffic only.', 'packets'),
  port_xmit_packets: wraps64('traffic', 'Packets sent; on Ethernet, RDMA traffic only.', 'packets'),
  unicast_rcv_packets: wraps64('traffic', 'Unicast packets received.', 'packets'),
  unicast_xmit_packets: wraps64('traffic', 'Unicast packets sent.', 'packets'),
  multicast_rcv_packets: wraps64('traffic', 'Multicast packets received.', 'packets'),
  multicast_xmit_packets: wraps64('traffic', 'Multicast packets sent.', 'packets'),
  port_xmit_wait: saturating(
    32,
    'congestion',
    'Ticks during which data was ready but credits or arbitration were missing.',
  ),
  symbol_error: saturating(16, 'errors', 'Minor link errors on one or more lanes.'),
  link_error_recovery: saturating(8, 'errors', 'Times the link was retrained without going down.'),
  link_downed: saturating(8, 'errors', 'Times error recovery failed and the link went down.'),
  port_rcv_errors: saturating(16, 'errors', 'Packets received with errors.'),
  port_rcv_remote_physical_errors: saturating(
    16,
    'errors',
    'Packets received that were marked bad by an upstream switch (EBP).',
  ),
  port_rcv_switch_relay_errors: saturating(16, 'errors', 'Packets received that the switch could not forward.'),
  port_xmit_discards: saturating(
    16,
    'errors',
    'Packets discarded before sending because the port was down or congested.',
  ),
  port_xmit_constraint_errors: saturating(
    8,
    'errors',
    'Packets not sent because of a partition key or raw-packet filter.',
  ),
  port_rcv_constraint_errors: saturating(
    8,
    'errors',
    'Packets dropped on receive because of a partition key or raw-packet filter.',
  ),
  local_link_integrity_errors: saturating(4, 'errors', "Times local physical errors exceeded the port's threshold."),
  excessive_buffer_overrun_errors: saturating(
    4,
    'errors',
    'Receive buffer overruns in consecutive flow-control periods.',
  ),
  VL15_dropped: saturating(16, 'errors', 'Management packets (VL15) dropped for lack of buffers.'),
} as const;

/** `hw_counters` of the port or the device, without the setting `lifespan`. */
export const HW = {
  rx_write_requests: wraps32('traffic', 'RDMA write requests received.'),
  rx_read_requests: wraps32('traffic', 'RDMA read requests received.'),
  rx_atomic_requests: wraps32('traffic', 'RDMA atomic requests received.'),
  rx_dct_connect: wraps32('traffic', 'DC connection requests received.'),
  rdma_rx_bytes: wraps64(
    'traffic',
    'RDMA bytes received; optional counter, enabled with `rdma statistic set`.',
    'bytes',
  ),
  rdma_tx_bytes: wraps64('traffic', 'RDMA bytes sent; optional counter, enabled with `rdma statistic set`.', 'bytes'),
  rdma_rx_packets: wraps64(
    'traffic',
    'RDMA packets received; optional counter, enabled with `rdma statistic set`.',
    'packets',
  ),
  rdma_tx_packets: wraps64(
    'traffic',
    'RDMA packets sent; optional counter, enabled with `rdma statistic set`.',
    'packets',
  ),
  out_of_buffer: wraps32('congestion', 'Packets dropped because the receive queue had no work request posted.'),
  out_of_sequence: wraps32('errors', 'Packets received out of order.'),
  duplicate_request: wraps32('errors', 'Requests received again after they had been executed.'),
  rnr_nak_retry_err: wraps32('errors', 'Receiver-not-ready (RNR) NAKs received while retries were left.'),
  packet_seq_err: wraps32('errors', 'Sequence-error NAKs received.'),
  implied_nak_seq_err: wraps32('errors', 'ACKs or responses with a later PSN than expected, so a response was lost.'),
  local_ack_timeout_err: wraps32('errors', 'ACK timeouts at the sender.'),
  resp_local_length_error: wraps32('errors', 'Local length errors at the responder.'),
  resp_cqe_error: wraps32('errors', 'Error completions at the responder.'),
  req_cqe_error: wraps32('errors', 'Error completions at the requester.'),
  resp_cqe_flush_error: wraps32('errors', 'Completions flushed with an error at the responder.'),
  req_cqe_flush_error: wraps32('errors', 'Completions flushed with an error at the requester.'),
  req_remote_invalid_request: wraps32('errors', 'Requests rejected as invalid by the peer.'),
  req_remote_access_errors: wraps32('errors', 'Requests refused by the peer because of missing access rights.'),
  resp_remote_access_errors: wraps32('errors', 'Requests of the peer refused because of missing access rights.'),
  req_transport_retries_exceeded: wraps32('errors', 'Requests given up after all transport retries.'),
  req_rnr_retries_exceeded: wraps32('errors', 'Requests given up after all receiver-not-ready (RNR) retries.'),
  roce_adp_retrans: wraps32('congestion', 'Adaptive retransmissions of RoCE traffic.'),
  roce_adp_retrans_to: wraps32('congestion', 'Timeouts that triggered an adaptive retransmission.'),
  roce_slow_restart: wraps32('congestion', 'Times RoCE slow restart was used.'),
  roce_slow_restart_cnps: wraps32('congestion', 'CNPs generated by RoCE slow restart.'),
  roce_slow_restart_trans: wraps32('congestion', 'State changes of RoCE slow restart.'),
  rp_cnp_handled: wraps64('congestion', "CNPs received that reduced a flow's rate."),
  rp_cnp_ignored: wraps64('congestion', 'CNPs received and ignored.'),
  np_ecn_marked_roce_packets: wraps64(
    'congestion',
    'RoCE packets received with a congestion mark (ECN CE).',
    'packets',
  ),
  np_cnp_sent: wraps64('congestion', 'CNPs sent in response to marked packets.'),
  cc_rx_ce_pkts: wraps64('congestion', 'Packets received with a congestion mark (ECN CE); optional counter.'),
  cc_rx_cnp_pkts: wraps64('congestion', 'CNPs received; optional counter.'),
  cc_tx_cnp_pkts: wraps64('congestion', 'CNPs sent; optional counter.'),
  rx_icrc_encapsulated: wraps64('errors', 'RoCE packets received with a bad ICRC.'),
} as const;

/** `/sys/class/net/<netdev>/statistics`: struct rtnl_link_stats64. */
export const NET = {
  rx_bytes: wraps64('traffic', 'Bytes received by the netdev.', 'bytes'),
  tx_bytes: wraps64('traffic', 'Bytes sent by the netdev.', 'bytes'),
  rx_packets: wraps64('traffic', 'Packets received by the netdev.', 'packets'),
  tx_packets: wraps64('traffic', 'Packets sent by the netdev.', 'packets'),
  multicast: wraps64('traffic', 'Multicast packets received by the netdev.'),
  rx_compressed: wraps64('traffic', 'Compressed packets received by the netdev.'),
  tx_compressed: wraps64('traffic', 'Compressed packets sent by the netdev.'),
  rx_dropped: wraps64('congestion', 'Packets received but dropped by the netdev.'),
  tx_dropped: wraps64('congestion', 'Packets dropped by the netdev before sending.'),
  rx_nohandler: wraps64('congestion', 'Packets dropped because they arrived on an inactive netdev.'),
  rx_errors: wraps64('errors', 'Packets received with errors by the netdev.'),
  tx_errors: wraps64('errors', 'Packets the netdev failed to send.'),
  rx_crc_errors: wraps64('errors', 'Packets received with a bad CRC.'),
  rx_frame_errors: wraps64('errors', 'Packets received with a framing error.'),
  rx_length_errors: wraps64('errors', 'Packets received with an invalid length.'),
  rx_over_errors: wraps64('errors', 'Receive overflows.'),
  rx_fifo_errors: wraps64('errors', 'Receive FIFO overflows.'),
  rx_missed_errors: wraps64('errors', 'Packets missed for lack of host buffers.'),
  tx_aborted_errors: wraps64('errors', 'Transmissions aborted.'),
  tx_carrier_errors: wraps64('errors', 'Transmissions lost because the carrier was lost.'),
  tx_fifo_errors: wraps64('errors', 'Transmit FIFO underruns.'),
  tx_heartbeat_errors: wraps64('errors', 'Heartbeat errors.'),
  tx_window_errors: wraps64('errors', 'Late collisions.'),
  collisions: wraps64('errors', 'Collisions.'),
} as const;

type Specs = Readonly<Record<string, Spec>>;

/** Field name of a kernel counter: prefixed, with `_bytes` where the register counts 32-bit words. */
type FieldName<P extends string, K extends string> = K extends 'port_rcv_data' | 'port_xmit_data'
  ? `${P}${K}_bytes`
  : `${P}${K}`;

const fieldName = (prefix: string, kernelName: string, { scale }: Spec): string =>
  prefix + kernelName + (scale === 1n ? '' : '_bytes');

const declare = <const P extends string, const T extends Specs>(prefix: P, from: string, specs: T) =>
  Object.fromEntries(
    Object.entries(specs).map(([name, s]): [string, CounterField] => [
      fieldName(prefix, name, s),
      { kind: 'counter', ...s, from: `${from}/${name}` },
    ]),
  ) as { readonly [K in keyof T & string as FieldName<P, K>]: CounterField };

/** Every known counter as a field of `ports`. */
export const COUNTER_FIELDS = {
  ...declare('', 'ports/N/counters', PMA),
  ...declare('hw_', 'ports/N/hw_counters or hw_counters', HW),
  ...declare('net_', '/sys/class/net/NETDEV/statistics', NET),
};

/** Directory of a counter file; it decides the prefix of the field. */
export type CounterPlace = 'pma' | 'hw' | 'net';

/** Field of a counter file; `known` is null for a counter that is not in the tables. */
type FileField = { readonly field: string; readonly known: CounterField | null };

const counterFields: Readonly<Record<string, CounterField>> = COUNTER_FIELDS;

const filesOf = (prefix: string, specs: Specs): ReadonlyMap<string, FileField> =>
  new Map(
    Object.entries(specs).map(([name, s]) => {
      const field = fieldName(prefix, name, s);
      return [name, { field, known: counterFields[field] ?? null }];
    }),
  );

const PLACES: Readonly<
  Record<CounterPlace, { readonly prefix: string; readonly files: ReadonlyMap<string, FileField> }>
> = {
  pma: { prefix: '', files: filesOf('', PMA) },
  hw: { prefix: 'hw_', files: filesOf('hw_', HW) },
  net: { prefix: 'net_', files: filesOf('net_', NET) },
};

/** Returns the field of a counter file. An unknown counter keeps the kernel's name, with the prefix of its directory. */
export const fieldOfFile = (place: CounterPlace, kernelName: string): FileField => {
  const { prefix, files } = PLACES[place];
  return files.get(kernelName) ?? { field: prefix + kernelName, known: null };
};

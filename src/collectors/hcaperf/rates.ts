// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rates for `--interval`: traffic of a port in both directions, link utilization and new errors. */

import type { DocumentRecord } from '../../core/document.js';
import { gauge, volatile } from '../../core/field.js';
import type { Rates } from '../../core/provider.js';
import { rateField } from '../../core/rates.js';
import { column, type Scale } from '../../core/view.js';
import { COUNTER_FIELDS } from './counters.js';

const TRAFFIC = 'ports/N/counters; on Ethernet also the netdev statistics, which exclude RDMA';

const GBPS: Scale = { factor: 8e-9, digits: 2 };
const MPPS: Scale = { factor: 1e-6, digits: 2 };
const PERCENT: Scale = { factor: 100, digits: 0 };
const INTEGER: Scale = { factor: 1, digits: 0 };

const scaled = (header: string, field: string, scale: Scale) => ({ ...column(header, field), scale });

const ERROR_RATES = Object.entries(COUNTER_FIELDS)
  .filter(([, counter]) => counter.group === 'errors')
  .map(([name]) => rateField(name));

/** Sums the known rates. Null when none is known, or when one was lost, because the sum would be too small. */
const sum = (rates: DocumentRecord, names: readonly string[], lost: ReadonlySet<string>): number | null => {
  if (names.some((name) => lost.has(name))) return null;
  const known = names.map((name) => rates[name]).filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

const derive: Rates['derive'] = (rates, lost) => {
  // On InfiniBand the port counts all traffic; on Ethernet it counts RDMA, and the netdev counts the rest.
  const isEthernet = rates['link_layer'] === 'ethernet';
  const total = (port: string, netdev: string): number | null =>
    sum(rates, isEthernet ? [rateField(port), rateField(netdev)] : [rateField(port)], lost);
  const rx = total('port_rcv_data_bytes', 'net_rx_bytes');
  const tx = total('port_xmit_data_bytes', 'net_tx_bytes');
  const linkRate = rates['rate_bytes_per_second'];
  return {
    rx_bytes_per_second: rx,
    tx_bytes_per_second: tx,
    rx_packets_per_second: total('port_rcv_packets', 'net_rx_packets'),
    tx_packets_per_second: total('port_xmit_packets', 'net_tx_packets'),
    utilisation_ratio: rx === null || tx === null || typeof linkRate !== 'number' ? null : Math.max(rx, tx) / linkRate,
    errors_per_second: sum(rates, ERROR_RATES, lost),
  };
};

/** Table and fields of `fabric hcaperf --interval 1s`. */
export const RATES: Rates = {
  view: {
    type: 'ports',
    columns: [
      column('PORT', 'device', 'port'),
      column('NETDEV', 'netdev'),
      scaled('RX-Gb/s', 'rx_bytes_per_second', GBPS),
      scaled('TX-Gb/s', 'tx_bytes_per_second', GBPS),
      scaled('RX-Mpps', 'rx_packets_per_second', MPPS),
      scaled('TX-Mpps', 'tx_packets_per_second', MPPS),
      scaled('UTIL%', 'utilisation_ratio', PERCENT),
      scaled('ERR/s', 'errors_per_second', INTEGER),
    ],
  },
  fields: {
    rx_bytes_per_second: volatile(
      gauge('bytes_per_second', 'Receive rate, RDMA and Ethernet traffic together.', TRAFFIC),
    ),
    tx_bytes_per_second: volatile(
      gauge('bytes_per_second', 'Transmit rate, RDMA and Ethernet traffic together.', TRAFFIC),
    ),
    rx_packets_per_second: volatile(
      gauge('packets_per_second', 'Receive packet rate, RDMA and Ethernet traffic together.', TRAFFIC),
    ),
    tx_packets_per_second: volatile(
      gauge('packets_per_second', 'Transmit packet rate, RDMA and Ethernet traffic together.', TRAFFIC),
    ),
    utilisation_ratio: volatile(
      gauge(
        'ratio',
        'Utilization: rate of the busier direction divided by the link rate.',
        'the rates above and ports/N/rate',
      ),
    ),
    errors_per_second: volatile(
      gauge('per_second', 'New errors per second, all error counters together.', 'all counters of the group errors'),
    ),
  },
  derive,
};

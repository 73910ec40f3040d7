// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Columns of interfaces that are computed from several fields. */

import { type DocumentRecord, valueIn } from '../../core/document.js';
import type { Column } from '../../core/view.js';

/** Whether the record is the interface of a bridge: its counters are the machine's own traffic, not that of the ports. */
const isLineOfBridge = (record: DocumentRecord): boolean => valueIn(record, 'kind') === 'bridge';

/** Bridge, port and, where the port has several, interface; the own interface of a bridge is the line of the bridge. */
export const pathOf = (record: DocumentRecord): readonly string[] => {
  const [bridge = '', port = '', one = ''] = ['bridge', 'port', 'interface'].map((name) =>
    String(valueIn(record, name)),
  );
  if (isLineOfBridge(record)) return [bridge];
  if (!('interface' in record)) return [bridge, port]; // a bond
  return port === one ? [bridge, port] : [bridge, port, one];
};

const ofPort = (header: string, field: string): Column => ({
  kind: 'fields',
  header,
  fields: [field],
  format: {
    value: (record, isHuman) => (isHuman && isLineOfBridge(record) ? null : valueIn(record, field)),
    isNumber: true,
  },
});

/** Speed of the link: the 10 Mb/s that the kernel reports for a tap are not the bridge's. */
export const SPEED = ofPort('SPEED', 'speed_bytes_per_second');

/** Bytes received. */
export const RX = ofPort('RX', 'rx_bytes');

/** Bytes sent. */
export const TX = ofPort('TX', 'tx_bytes');

/** Packets dropped either way; null where one of the counts is missing. */
export const DROPS: Column = {
  kind: 'fields',
  header: 'DROPS',
  fields: ['rx_dropped', 'tx_dropped'],
  format: {
    value: (record, isHuman) => {
      const [rx, tx] = [valueIn(record, 'rx_dropped'), valueIn(record, 'tx_dropped')];
      if ((isHuman && isLineOfBridge(record)) || typeof rx !== 'bigint' || typeof tx !== 'bigint') return null;
      return rx + tx;
    },
    isNumber: true,
  },
};

/** Formats the purpose of an interface: `uplink`, `host pf0 vf0`, `sf0`, `tunnel to 10.0.4.12`. */
export const KIND: Column = {
  kind: 'fields',
  header: 'KIND',
  fields: ['kind', 'function', 'peer', 'type'],
  format: {
    value: (record) => {
      const [kind, fn, peer] = ['kind', 'function', 'peer'].map((field) => valueIn(record, field));
      if (kind === 'host_pf' || kind === 'host_vf') return `host ${String(fn).replace(/(?<=\d)v/, ' v')}`;
      if (kind === 'sf') return String(fn).replace(/^.*(?=sf)/, '');
      if (kind === 'tunnel' && peer === 'flow') return 'per-flow tunnel';
      if (kind === 'tunnel' || kind === 'patch') return peer === null ? kind : `${kind} to ${peer}`;
      return kind === 'other' ? (valueIn(record, 'type') ?? kind) : (kind ?? null);
    },
    isNumber: false,
  },
};

/** `bond balance-tcp`: what a port of several interfaces is. */
export const BOND: Column = {
  kind: 'fields',
  header: 'KIND',
  fields: ['mode'],
  format: { value: (record) => ['bond', valueIn(record, 'mode') ?? ''].join(' ').trim(), isNumber: false },
};

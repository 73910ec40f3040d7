// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Interfaces with their state and counters. Pure. */

import type { Parsed } from '../../core/record-type.js';
import { entryIn, integerIn, textIn, wordIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { PlacedInterface } from './layout.js';
import type { Types } from './records.js';
import type { Redact } from './secrets.js';
import type { Row } from './snapshot.js';
import { parseCount, parseStatistics } from './statistics.js';

type InterfaceRecord = Parsed<Types>['records']['interfaces'][number];

/** The record of one interface. */
export const parseInterface = (placed: PlacedInterface, take: OvsTaker, redact: Redact): InterfaceRecord => {
  const { name, row, bridge, port, kind } = placed;
  const where = `${bridge}/${port}/${name}`;
  // Most of thousands of values have no reason: no call for those.
  const of = <V>(reading: Parameters<typeof take<V>>[0], ...fields: readonly string[]) =>
    'reason' in reading ? take(reading, 'interfaces', where, ...fields) : reading.value;
  const error = of(textIn(row, 'error'), 'error');
  const admin = of(wordIn(row, 'admin_state', WORDS), 'admin_state');
  const link = wordIn(row, 'link_state', WORDS);
  const ofport = of(integerIn(row, 'ofport'), 'ofport');
  const state = error !== null || ofport === NO_PORT ? 'error' : admin === 'down' ? 'down' : of(link, 'state');
  const speed = of(integerIn(row, 'link_speed'), 'speed_bytes_per_second');
  if (placed.type === null) of(textIn(row, 'type'), 'type', 'kind');
  return {
    bridge,
    port,
    interface: name,
    kind: kind.kind,
    function: kind.function,
    peer: of(peerOf(placed), 'peer'),
    state,
    admin_state: admin,
    error: error === null ? null : redact(error),
    type: placed.type,
    ofport: ofport === NO_PORT ? null : ofport,
    speed_bytes_per_second: speed === null ? null : speed / 8,
    duplex: of(textIn(row, 'duplex'), 'duplex'),
    mtu_bytes: of(integerIn(row, 'mtu'), 'mtu_bytes'),
    mac: of(textIn(row, 'mac_in_use'), 'mac'),
    ifindex: of(positiveIn(row, 'ifindex'), 'ifindex'),
    driver: of(entryIn(row, 'status', 'driver_name'), 'driver'),
    link_resets: resetsIn(row, where, take),
    ...parseStatistics(row, where, take),
  };
};

const WORDS = ['up', 'down'] as const;

/** The number that the daemon writes for a port it could not open. */
const NO_PORT = -1;

/** 0 is written for what the kernel has no device of. */
const positiveIn = (row: Row, column: string) => {
  const reading = integerIn(row, column);
  return reading.value === 0 ? { value: null } : reading;
};

const resetsIn = (row: Row, where: string, take: OvsTaker): bigint | null => {
  const resets = take(integerIn(row, 'link_resets'), 'interfaces', where, 'link_resets');
  return resets === null ? null : take(parseCount(resets), 'interfaces', where, 'link_resets');
};

const peerOf = ({ row, kind }: PlacedInterface) => {
  if (kind.kind === 'tunnel') return entryIn(row, 'options', 'remote_ip');
  return kind.kind === 'patch' ? entryIn(row, 'options', 'peer') : { value: null };
};

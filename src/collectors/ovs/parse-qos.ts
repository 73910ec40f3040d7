// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Traffic shapers by the port that has them. The database has bits a second. Pure. */

import type { Parsed } from '../../core/record-type.js';
import { integerIn, mapIn, numberEntryIn, textIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { PlacedPort } from './layout.js';
import type { Types } from './records.js';
import type { Row } from './snapshot.js';

type QosRecord = Parsed<Types>['records']['qos_ports'][number];
type Queue = NonNullable<QosRecord['queues']>[number];

/** The record of one port that is shaped. */
export const parseQos = (
  { name, bridge }: PlacedPort,
  shaper: Row,
  queues: ReadonlyMap<string, Row>,
  take: OvsTaker,
): QosRecord => {
  const where = `${bridge}/${name}`;
  const references = take(mapIn(shaper, 'queues'), 'qos_ports', where, 'queues');
  return {
    bridge,
    port: name,
    type: take(textIn(shaper, 'type'), 'qos_ports', where, 'type'),
    max_rate_bytes_per_second: rateIn(shaper, 'max-rate', where, 'max_rate_bytes_per_second', take),
    queues:
      references === null
        ? null
        : [...references]
            .filter(([number]) => /^\d{1,10}$/.test(number))
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([number, atom]) => {
              const row = typeof atom === 'object' ? queues.get(atom.uuid) : undefined;
              return row === undefined
                ? unknownQueue(Number(number), where, take)
                : parseQueue(Number(number), row, where, take);
            }),
  };
};

const FIELDS = ['min_rate_bytes_per_second', 'max_rate_bytes_per_second', 'priority', 'dscp'] as const;

const unknownQueue = (queue: number, where: string, take: OvsTaker): Queue => {
  const detail = `queue ${queue} missing from the output`;
  take(
    { value: null, reason: { code: 'parse', detail } },
    'qos_ports',
    where,
    ...FIELDS.map((field) => `queues.${field}`),
  );
  return { queue, min_rate_bytes_per_second: null, max_rate_bytes_per_second: null, priority: null, dscp: null };
};

const parseQueue = (queue: number, row: Row, where: string, take: OvsTaker): Queue => ({
  queue,
  min_rate_bytes_per_second: rateIn(row, 'min-rate', where, 'queues.min_rate_bytes_per_second', take),
  max_rate_bytes_per_second: rateIn(row, 'max-rate', where, 'queues.max_rate_bytes_per_second', take),
  priority: take(numberEntryIn(row, 'other_config', 'priority'), 'qos_ports', where, 'queues.priority'),
  dscp: take(integerIn(row, 'dscp'), 'qos_ports', where, 'queues.dscp'),
});

const rateIn = (row: Row, key: string, where: string, field: string, take: OvsTaker): number | null => {
  const bits = take(numberEntryIn(row, 'other_config', key), 'qos_ports', where, field);
  return bits === null ? null : bits / 8;
};

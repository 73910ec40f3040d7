// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From counts to records, and the reasons of their nulls. Pure. */

import type { RecordOf } from '../../core/field.js';
import type { Finding, Reason } from '../../core/problem.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { BlockCounts, CountedEvent } from './block-counts.js';
import { countPerSecond, eventBytesPerSecond, flowPerSecond } from './rates.js';
import type { BLOCKS, COUNTERS, Types } from './records.js';

/** Records of one type with what is wrong with them. */
export type RecordsAndFindings<R> = {
  readonly records: readonly R[];
  readonly findings: readonly TypedFinding<Types>[];
};

/** A finding for every field of a record that one reason took. */
export const findingsFor = (
  type: keyof Types,
  where: string,
  fields: readonly string[],
  reason: Reason & Pick<Finding, 'severity'>,
): readonly TypedFinding<Types>[] => fields.map((field) => ({ type, where, field, ...reason }));

/** The first reason that one of a block's counts is missing; null when none is. */
export const reasonIn = ({ reason, counters }: BlockCounts): Reason | null =>
  reason ?? counters.find((one) => one.count === null)?.reason ?? null;

/** The blocks whose events are reads and writes. */
export const blockRecords = (
  blocks: readonly BlockCounts[],
): RecordsAndFindings<RecordOf<(typeof BLOCKS)['fields']>> => {
  const findings: TypedFinding<Types>[] = [];
  const records = blocks.map((block) => {
    const record = {
      block: block.block,
      read_bytes_per_second: flowPerSecond(block, 'read'),
      write_bytes_per_second: flowPerSecond(block, 'write'),
      clock_hertz: block.clockHertz,
      window_seconds: block.seconds === null ? null : Number(block.seconds.toFixed(6)),
    };
    const reason = reasonIn(block);
    if (block.clockReason !== null)
      findings.push(...findingsFor('blocks', block.block, ['clock_hertz'], block.clockReason));
    if (reason !== null) {
      const fields = (['read_bytes_per_second', 'write_bytes_per_second', 'window_seconds'] as const).filter(
        (field) => record[field] === null,
      );
      findings.push(...findingsFor('blocks', block.block, fields, reason));
    }
    return record;
  });
  return { records, findings };
};

/** Every counter that was measured. */
export const counterRecords = (
  blocks: readonly BlockCounts[],
): RecordsAndFindings<RecordOf<(typeof COUNTERS)['fields']>> => {
  const findings: TypedFinding<Types>[] = [];
  const records = blocks.flatMap((block) =>
    block.counters.map((counted) => {
      const rate = countPerSecond(block, counted);
      const reason = block.reason ?? counted.reason;
      const named = block.reason === null ? eventOf(counted) : NOT_KNOWN;
      const fields = [
        ...(named.event === null ? ['event', 'event_id'] : []),
        ...(counted.value === null ? ['value'] : []),
        'count',
        'count_per_second',
      ];
      if (reason !== null && counted.count === null) {
        findings.push(...findingsFor('counters', `${block.block}/${counted.counter}`, fields, reason));
      }
      return {
        block: block.block,
        counter: counted.counter,
        enabled: block.wasEnabled,
        ...named,
        value: counted.value,
        count: counted.count === null ? null : Number(counted.count),
        count_per_second: rate === null ? null : Math.round(rate),
        data_bytes_per_second: eventBytesPerSecond(block, counted),
      };
    }),
  );
  return { records, findings };
};

/** The event of a counter that was not touched, or that was changed by another program. */
const NOT_KNOWN = { event: null, event_id: null } as const;

/** A register is its own event; a counter without an event counts cycles. */
const eventOf = ({ counter, event }: CountedEvent): { readonly event: string; readonly event_id: number | null } => {
  if (event !== null) return { event: event.name, event_id: event.id };
  return { event: /^\d+$/.test(counter) ? 'count_clock' : counter, event_id: null };
};

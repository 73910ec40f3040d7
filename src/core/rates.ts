// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Two samples of the same records as one document of rates, over the interval that was measured. Pure. */

import { type Document, type DocumentRecord, nameOfRecord, recordsOf } from './document.js';
import type { CounterField, Fields, GaugeField } from './field.js';
import type { Problem } from './problem.js';
import type { AnyProvider, Rates } from './provider.js';
import type { RecordType } from './record-type.js';

/** The field of a counter's rate: `net_rx_bytes` → `net_rx_bytes_per_second`. */
export const rateField = (counter: string): string => `${counter}_per_second`;

const rateOf = (counter: CounterField): GaugeField => ({
  kind: 'gauge',
  unit: counter.unit === 'bytes' || counter.unit === 'packets' ? `${counter.unit}_per_second` : 'per_second',
  help: `Per second, over the interval: ${counter.help}`,
  from: counter.from,
  volatile: true,
  ...(counter.group === undefined ? {} : { group: counter.group }),
});

/** The record type of the rates: a gauge for every counter, the provider's own derived gauges, all else as it was. */
const rateType = (type: RecordType, derived: Fields): RecordType => {
  const fields = Object.entries(type.fields).map(([name, field]) =>
    field.kind === 'counter' ? ([rateField(name), rateOf(field)] as const) : ([name, field] as const),
  );
  return { ...type, fields: { ...Object.fromEntries(fields), ...derived } };
};

/** The provider as it looks with `--interval`; null when it has no rates. */
export const rateProvider = (provider: AnyProvider): AnyProvider | null => {
  const { rates } = provider;
  if (rates === undefined) return null;
  const types = Object.fromEntries(
    Object.entries(provider.types).map(([name, type]) => [
      name,
      name === rates.view.type ? rateType(type, rates.fields) : type,
    ]),
  );
  return { ...provider, types, views: { rates: rates.view } };
};

/** The rates between two documents of a provider, over `seconds`. A counter without a rate is null with its reason. */
export const ratesBetween = (
  before: Document,
  after: Document,
  provider: AnyProvider,
  rates: Rates,
  seconds: number,
): Document => {
  const name = rates.view.type;
  const type = provider.types[name];
  if (type === undefined) return after;
  const earlier = new Map(recordsOf(before, name).map((record) => [nameOfRecord(type, record), record]));
  const reset: Problem[] = [];
  const records = recordsOf(after, name).map((record) => {
    const where = nameOfRecord(type, record);
    const stuck = new Set(
      after.problems.filter((p) => p.where === where && p.code === 'saturated').flatMap((p) => p.fields),
    );
    const { values, restarted } = ratesOf(type, earlier.get(where), record, stuck, seconds);
    if (restarted.length > 0) {
      reset.push({
        type: name,
        where,
        fields: restarted,
        severity: 'note',
        code: 'absent',
        detail: 'reset or wrapped during the interval',
      });
    }
    const lost = new Set([...restarted, ...lostIn(before, where), ...lostIn(after, where)]);
    return { ...values, ...rates.derive(values, lost) };
  });
  const problems = after.problems.map((problem) =>
    problem.type !== name
      ? problem
      : {
          ...problem,
          fields: problem.fields.map((f) => (isCounter(type, f) ? rateField(f) : f)),
          ...(problem.code === 'saturated' ? { detail: 'saturated, no rate' } : {}),
        },
  );
  const { records: _records, problems: _problems, ...about } = after;
  return {
    ...about,
    interval_seconds: Math.round(seconds * 10_000) / 10_000,
    records: { ...after.records, [name]: records },
    problems: [...problems, ...reset],
  };
};

const lostIn = (document: Document, where: string): readonly string[] =>
  document.problems.filter((p) => p.where === where && p.code !== 'saturated').flatMap((p) => p.fields.map(rateField));

/** A name that is not declared is a counter that only the device knows. */
const isCounter = (type: RecordType, name: string): boolean => {
  const field = type.fields[name];
  return field === undefined || field.kind === 'counter';
};

const ratesOf = (
  type: RecordType,
  before: DocumentRecord | undefined,
  after: DocumentRecord,
  stuck: ReadonlySet<string>,
  seconds: number,
): { readonly values: DocumentRecord; readonly restarted: readonly string[] } => {
  const restarted: string[] = [];
  const values: Record<string, DocumentRecord[string]> = {};
  for (const [name, value] of Object.entries(after)) {
    if (!isCounter(type, name)) {
      values[name] = value;
      continue;
    }
    const earlier = before?.[name] ?? null;
    const isKnown = typeof value === 'bigint' && typeof earlier === 'bigint' && !stuck.has(name);
    if (isKnown && value < earlier) restarted.push(rateField(name));
    values[rateField(name)] = isKnown && value >= earlier ? Number(value - earlier) / seconds : null;
  }
  return { values, restarted };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Prometheus text format 0.0.4. Labels are the labels of the record; texts and states go to one `_info` metric. */
import { type Document, type DocumentRecord, recordsOf, type Value } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import type { Field } from '../core/field.js';
import { metricStem, ownMetricNames } from '../core/metric-name.js';
import { compareNatural } from '../core/natural-order.js';
import type { RecordType, RecordTypes } from '../core/provider.js';
import { type Selection, shownNames } from './selection.js';

type Metric = { readonly help: string; readonly type: 'counter' | 'gauge'; readonly samples: string[] };

/** Every metric of the document, and that the provider answered. Null prints nothing. */
export const renderPrometheus = (
  document: Document,
  provider: { readonly name: string; readonly types: RecordTypes },
  selection: Selection,
): string => {
  const metrics = new Map<string, Metric>();
  const add = (name: string, type: Metric['type'], help: string, sample: string): void => {
    const metric = metrics.get(name) ?? { help, type, samples: [] };
    metric.samples.push(`${name}${sample}`);
    metrics.set(name, metric);
  };
  for (const [typeName, type] of Object.entries(provider.types)) {
    const stem = metricStem(provider, typeName);
    const records = recordsOf(document, typeName);
    const shown = records.map(
      (record) => new Set(typeName === selection.type ? shownNames(type, record, selection) : Object.keys(record)),
    );
    for (const field of Object.keys(type.fields)) {
      for (const [i, record] of records.entries()) {
        if (shown[i]?.has(field)) addSample(add, `${stem}_${field}`, field, type, record);
      }
    }
    for (const [own, name] of ownMetricNames(type, ownCounters(type, records))) {
      for (const [i, record] of records.entries()) {
        if (shown[i]?.has(own)) addSample(add, `${stem}_${name}`, own, type, record);
      }
    }
    for (const [i, record] of records.entries()) {
      addInfo(add, `${stem}_info`, typeName, type, record, [...(shown[i] ?? [])]);
    }
  }
  add('fabric_collect_success', 'gauge', 'Whether the provider answered.', `{provider="${provider.name}"} 1`);
  return writeMetrics(metrics);
};

/** What stands in for the document of a provider that gave no answer. */
export const renderPrometheusFailure = (provider: string): string =>
  writeMetrics(
    new Map([
      [
        'fabric_collect_success',
        {
          help: 'Whether the provider answered.',
          type: 'gauge',
          samples: [`fabric_collect_success{provider="${provider}"} 0`],
        },
      ],
    ]),
  );

type Add = (name: string, type: Metric['type'], help: string, sample: string) => void;

/** The names that only devices know, in natural order. */
const ownCounters = (type: RecordType, records: readonly DocumentRecord[]): readonly string[] =>
  [...new Set(records.flatMap((record) => Object.keys(record)))]
    .filter((name) => !Object.hasOwn(type.fields, name))
    .sort(compareNatural);

const addSample = (add: Add, metric: string, name: string, type: RecordType, record: DocumentRecord): void => {
  const field = type.fields[name];
  const value = record[name] ?? null;
  if (value === null || (field !== undefined && field.kind !== 'counter' && field.kind !== 'gauge')) return;
  const labels = labelsOf(type, record);
  if (field?.kind === 'gauge') add(metric, 'gauge', field.help, `${labels} ${value}`);
  else add(`${metric}_total`, 'counter', field?.help ?? type.extra?.help ?? '', `${labels} ${value}`);
};

const addInfo = (
  add: Add,
  metric: string,
  typeName: string,
  type: RecordType,
  record: DocumentRecord,
  names: readonly string[],
): void => {
  const words = names.filter(
    (name) => isWord(type.fields[name]) && record[name] !== null && record[name] !== undefined,
  );
  if (words.length === 0) return;
  add(metric, 'gauge', `Texts and states of ${typeName}.`, `${labelsOf(type, record, words)} 1`);
};

const isWord = (field: Field | undefined): boolean => field?.kind === 'text' || field?.kind === 'state';

const labelsOf = (type: RecordType, record: DocumentRecord, words: readonly string[] = []): string => {
  const labels = Object.keys(type.fields).filter((name) => type.fields[name]?.kind === 'label');
  const pairs = [...labels, ...words].map((name) => `${name}="${labelValue(record[name] ?? null)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const labelValue = (value: Value): string =>
  escapeForeign(String(value ?? ''))
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');

const writeMetrics = (metrics: ReadonlyMap<string, Metric>): string =>
  [...metrics]
    .map(([name, { help, type, samples }]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('\n')}\n`)
    .join('');

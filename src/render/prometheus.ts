// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Prometheus text format 0.0.4. Labels are the labels of the record; texts and states go to one `_info` metric. */

import { type CellValue, type Document, type DocumentRecord, recordsOf, valueIn } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import type { Field } from '../core/field.js';
import { metricName, metricStem, ownMetricNames, rowsStem } from '../core/metric-name.js';
import { compareNatural } from '../core/natural-order.js';
import type { RecordType, RecordTypes } from '../core/record-type.js';
import { rowRecords, rowsType } from '../core/rows.js';
import { type Selection, visibleNames } from './selection.js';

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
    if (type.metrics === false) continue;
    const shown = recordsOf(document, typeName).map((record) => ({
      record,
      names: new Set(typeName === selection.type ? visibleNames(type, record, selection) : Object.keys(record)),
    }));
    addRecords(add, metricStem(provider, typeName), typeName, type, shown);
  }
  add(
    'fabric_collect_success',
    'gauge',
    '1 if the provider returned data, 0 if it failed.',
    `{provider="${provider.name}"} 1`,
  );
  return writeMetrics(metrics);
};

/** Metrics of a provider that failed, in place of its document. */
export const renderPrometheusFailure = (provider: string): string =>
  writeMetrics(
    new Map([
      [
        'fabric_collect_success',
        {
          help: '1 if the provider returned data, 0 if it failed.',
          type: 'gauge',
          samples: [`fabric_collect_success{provider="${provider}"} 0`],
        },
      ],
    ]),
  );

type Add = (name: string, type: Metric['type'], help: string, sample: string) => void;

/** A record, and which of its fields are shown. */
type Shown = { readonly record: DocumentRecord; readonly names: ReadonlySet<string> };

/** The metrics of one type; rows inside a record are a type of their own, with the labels of the record before theirs. */
const addRecords = (add: Add, stem: string, typeName: string, type: RecordType, shown: readonly Shown[]): void => {
  for (const [name, field] of Object.entries(type.fields)) {
    const having = shown.filter(({ names }) => names.has(name)).map(({ record }) => record);
    if (field.kind === 'rows') {
      const rows = having.flatMap((record) => rowRecords(type, record, name));
      const all = rows.map((record) => ({ record, names: new Set(Object.keys(record)) }));
      addRecords(add, rowsStem(stem, name), name, rowsType(type, field), all);
    } else for (const record of having) addSample(add, metricName(stem, name), name, type, record);
  }
  const records = shown.map(({ record }) => record);
  for (const [own, name] of ownMetricNames(type, ownCounters(type, records))) {
    for (const { record, names } of shown) if (names.has(own)) addSample(add, `${stem}_${name}`, own, type, record);
  }
  for (const { record, names } of shown) addInfo(add, `${stem}_info`, typeName, type, record, [...names]);
};

/** The names of undeclared counters, in natural order. */
const ownCounters = (type: RecordType, records: readonly DocumentRecord[]): readonly string[] =>
  [...new Set(records.flatMap((record) => Object.keys(record)))]
    .filter((name) => !Object.hasOwn(type.fields, name))
    .sort(compareNatural);

const addSample = (add: Add, metric: string, name: string, type: RecordType, record: DocumentRecord): void => {
  const field = type.fields[name];
  const value = valueIn(record, name);
  if (value === null || isWord(field) || field?.kind === 'label') return; // no number
  const labels = labelsOf(type, record);
  if (field?.kind === 'gauge' || field?.kind === 'boolean')
    add(metric, 'gauge', field.help, `${labels} ${Number(value)}`);
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
  // A text that changes on its own is no label: each change would begin a new series.
  const isLabel = (field: Field | undefined): boolean => isWord(field) && field?.volatile !== true;
  const words = names.filter((name) => isLabel(type.fields[name]) && valueIn(record, name) !== null);
  if (words.length === 0) return;
  add(metric, 'gauge', `Text and state fields of ${typeName}.`, `${labelsOf(type, record, words)} 1`);
};

const isWord = (field: Field | undefined): boolean =>
  field !== undefined && ['text', 'texts', 'state'].includes(field.kind);

const labelsOf = (type: RecordType, record: DocumentRecord, words: readonly string[] = []): string => {
  const labels = Object.keys(type.fields).filter(
    (name) => type.fields[name]?.kind === 'label' && valueIn(record, name) !== null,
  );
  const pairs = [...labels, ...words].map((name) => `${name}="${labelValue(valueIn(record, name))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const labelValue = (value: CellValue): string =>
  escapeForeign(String(value ?? ''))
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');

const writeMetrics = (metrics: ReadonlyMap<string, Metric>): string =>
  [...metrics]
    .map(([name, { help, type, samples }]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('\n')}\n`)
    .join('');

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The name of a field as a Prometheus metric. */

import type { RecordType, RecordTypes } from './record-type.js';

/** `ports` → `port`, `switches` → `switch`, `os` → `os`: a record type in the singular, as people and metrics name one. */
export const singular = (name: string, type: RecordType): string =>
  type.many ? name.replace(/(?<=ch|sh|x|ss)es$|s$/, '') : name;

/** The beginning of a type's metrics: `fabric_hcaperf`, and with the type between when the provider has several. */
export const metricStem = (
  provider: { readonly name: string; readonly types: RecordTypes },
  typeName: string,
): string => {
  const type = provider.types[typeName];
  const isAlone = Object.keys(provider.types).length === 1;
  return `fabric_${provider.name}${isAlone || type === undefined ? '' : `_${singular(typeName, type)}`}`;
};

/**
 * The metric of a field. A record type that ends the stem and begins the field is written once: `fabric_ptm_power_watts`; the
 * provider's name is not one.
 */
export const metricName = (stem: string, field: string): string => {
  const [word = ''] = field.split('_');
  const [, , ...type] = stem.split('_');
  return type.at(-1) === word && field !== word ? `${stem}${field.slice(word.length)}` : `${stem}_${field}`;
};

/** The beginning of the metrics of rows: `fabric_link` and `lanes` → `fabric_link_lane`. */
export const rowsStem = (stem: string, rows: string): string => `${stem}_${rows.replace(/s$/, '')}`;

/**
 * Metric names for counters that only devices know, by their own names. What a metric name cannot hold becomes `_`; a
 * name that another counter has then is numbered, so that no two are one series.
 */
export const ownMetricNames = (type: RecordType, names: readonly string[]): ReadonlyMap<string, string> => {
  const taken = new Set(Object.keys(type.fields));
  return new Map(
    names.map((name) => {
      const stem = name.replaceAll(/[^A-Za-z0-9_]/g, '_');
      let metric = stem;
      for (let n = 2; taken.has(metric); n++) metric = `${stem}_${n}`;
      taken.add(metric);
      return [name, metric];
    }),
  );
};

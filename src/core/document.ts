// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One run yields one document; every format is a rendering of it. */

import type { Problem } from './problem.js';
import type { RecordType } from './record-type.js';

/** A plain value of a record. */
export type CellValue = string | number | bigint | boolean | null;

/** One of the rows inside a record. */
export type Row = { readonly [name: string]: CellValue };

/** A record as every format shows it: declared fields in their order, then the device's own counters by name. */
export type DocumentRecord = { readonly [name: string]: CellValue | readonly string[] | readonly Row[] };

/** The value of a plain field, with several texts joined by commas; null for a missing value or a field with rows. */
export const valueIn = (record: DocumentRecord, name: string): CellValue => {
  const value = record[name] ?? null;
  if (typeof value !== 'object') return value;
  const texts = listIn(record, name).filter((one) => typeof one === 'string');
  return texts.length === 0 ? null : texts.join(',');
};

/** The rows of a field of rows; none where there are none. */
export const rowsIn = (record: DocumentRecord, name: string): readonly Row[] =>
  listIn(record, name).filter((one) => typeof one !== 'string');

const listIn = (record: DocumentRecord, name: string): readonly (string | Row)[] => {
  const value = record[name] ?? null;
  return typeof value === 'object' && value !== null ? value : [];
};

/** The answer of one run. `host` and the times are absent in a `--stable` document. */
export type Document = {
  readonly schema: string;
  readonly host?: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly collected_at?: string;
  readonly duration_seconds?: number;
  /** The measured time between the two samples of a document of rates; absent in any other. */
  readonly interval_seconds?: number;
  /** Source of the values: `direct` means fabric itself read the machine. */
  readonly source: 'direct';
  readonly records: { readonly [type: string]: readonly DocumentRecord[] | DocumentRecord | null };
  readonly problems: readonly Problem[];
};

/** The records of a type, a single one as a list of one. */
export const recordsOf = (document: Document, type: string): readonly DocumentRecord[] => {
  const found = document.records[type];
  if (found === undefined || found === null) return [];
  return isList(found) ? found : [found];
};

const isList = (found: readonly DocumentRecord[] | DocumentRecord): found is readonly DocumentRecord[] =>
  Array.isArray(found);

/** Number of records of all types. */
export const countRecords = (document: Document): number =>
  Object.keys(document.records).reduce((n, type) => n + recordsOf(document, type).length, 0);

/** The name of a record: those of its labels that it has, joined by `/`. A problem's `where` is one. */
export const nameOfRecord = (type: RecordType, record: DocumentRecord): string =>
  Object.entries(type.fields)
    .filter(([name, field]) => field.kind === 'label' && record[name] !== null)
    .map(([name]) => String(record[name]))
    .join('/');

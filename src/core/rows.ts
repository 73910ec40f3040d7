// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns the rows inside a record into records for tables and metrics. */

import { type DocumentRecord, rowsIn } from './document.js';
import type { Fields, RowsField } from './field.js';
import type { RecordType } from './record-type.js';

const labelsOf = (fields: Fields): readonly string[] =>
  Object.keys(fields).filter((name) => fields[name]?.kind === 'label');

/** Rows as a type of their own: the labels of the record, then their own fields. */
export const rowsType = (type: RecordType, rows: RowsField): RecordType => ({
  many: true,
  fields: { ...pick(type.fields, labelsOf(type.fields)), ...rows.fields },
});

/** The records of that type in one record. */
export const rowRecords = (type: RecordType, record: DocumentRecord, rows: string): readonly DocumentRecord[] =>
  rowsIn(record, rows).map((row) => ({ ...pick(record, labelsOf(type.fields)), ...row }));

/** A type with the fields of its rows beside its own, under the names that columns and findings have: `lanes.lane`. */
export const typeWithoutRows = (type: RecordType, rows: string): RecordType => {
  const field = type.fields[rows];
  return field?.kind === 'rows' ? { ...type, fields: { ...type.fields, ...below(rows, field.fields) } } : type;
};

/** A record for each of its rows; one without a row if it has none. */
export const recordsWithoutRows = (record: DocumentRecord, rows: string): readonly DocumentRecord[] => {
  const found = rowsIn(record, rows);
  return found.length === 0 ? [record] : found.map((row) => ({ ...record, ...below(rows, row) }));
};

const pick = <V>(from: Readonly<Record<string, V>>, names: readonly string[]): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

const below = <V>(rows: string, members: Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [`${rows}.${name}`, value]));

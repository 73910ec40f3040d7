// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which fields of a record a machine format shows: all, those of a group, or those that the user named. */

import { type Document, type DocumentRecord, recordsOf } from '../core/document.js';
import type { CounterGroup } from '../core/field.js';
import type { RecordType, RecordTypes } from '../core/record-type.js';

/** The fields of one record type that the user selected. `fields` in their order, else all of `group`, else everything. */
export type Selection = {
  readonly type: string;
  readonly fields: readonly string[] | null;
  readonly group: CounterGroup | undefined;
};

/** The names of a record that are shown, in order. */
export const visibleNames = (type: RecordType, record: DocumentRecord, selection: Selection): readonly string[] => {
  if (selection.fields !== null) return selection.fields;
  const names = Object.keys(record);
  if (selection.group === undefined) return names;
  return names.filter((name) => {
    const field = type.fields[name];
    return field !== undefined && (field.kind !== 'counter' || field.group === selection.group);
  });
};

/** The document with only the shown fields; other record types stay whole. */
export const selectFields = (document: Document, types: RecordTypes, selection: Selection): Document => {
  if (selection.fields === null && selection.group === undefined) return document;
  const type = types[selection.type];
  if (type === undefined || !(selection.type in document.records)) return document;
  const pick = (record: DocumentRecord): DocumentRecord =>
    Object.fromEntries(visibleNames(type, record, selection).map((name) => [name, record[name] ?? null]));
  const kept = recordsOf(document, selection.type).map(pick);
  return { ...document, records: { ...document.records, [selection.type]: type.many ? kept : (kept[0] ?? null) } };
};

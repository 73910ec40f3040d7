// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--stable`: only what distinguishes one kind of machine from another, so that equal machines print equal bytes. */

import { type Document, type DocumentRecord, type Row, recordsOf, rowsIn } from './document.js';
import { fieldAt } from './field.js';
import { compareNatural } from './natural-order.js';
import type { RecordType, RecordTypes } from './record-type.js';

/** Whether a field, also one of rows, has one value on equal machines and at any time. Counters that only the device knows do not. */
export const isStable = (type: RecordType, name: string): boolean => {
  const field = fieldAt(type.fields, name);
  const [rows = ''] = name.split('.');
  if (field === undefined || field.kind === 'counter') return false;
  return [field, fieldAt(type.fields, rows)].every((one) => one?.volatile !== true && one?.unique !== true);
};

const keepRow =
  (type: RecordType, rows: string) =>
  (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => isStable(type, `${rows}.${name}`)));

/** Drops host, times, counters, volatile and unique fields with their problems, and sorts the problems. */
export const stableDocument = (document: Document, types: RecordTypes): Document => {
  const keep = (type: RecordType, record: DocumentRecord): DocumentRecord =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([name]) => isStable(type, name))
        .map(([name, value]) => {
          const isRows = value !== null && type.fields[name]?.kind === 'rows';
          return [name, isRows ? rowsIn(record, name).map(keepRow(type, name)) : value];
        }),
    );
  const records = Object.fromEntries(
    Object.entries(types)
      .filter(([name]) => name in document.records)
      .map(([name, type]) => {
        const kept = recordsOf(document, name).map((record) => keep(type, record));
        return [name, type.many ? kept : (kept[0] ?? null)];
      }),
  );
  const problems = document.problems
    .map((p) => ({ ...p, fields: p.fields.filter((f) => isStable(types[p.type] ?? { many: true, fields: {} }, f)) }))
    .filter((p, i) => p.fields.length > 0 || document.problems[i]?.fields.length === 0)
    .sort((a, b) => compareNatural(`${a.type} ${a.where} ${a.code}`, `${b.type} ${b.where} ${b.code}`));
  return { schema: document.schema, source: document.source, records, problems };
};

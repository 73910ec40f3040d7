// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes the cells of a table from a document and a view. */

import { type CellValue, type Document, type DocumentRecord, nameOfRecord, rowsIn, valueIn } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import { type CounterGroup, type Field, fieldAt } from '../core/field.js';
import type { Problem } from '../core/problem.js';
import type { RecordType } from '../core/record-type.js';
import { recordsWithoutRows, typeWithoutRows } from '../core/rows.js';
import type { Column, FieldsColumn, View } from '../core/view.js';
import { highlight } from './cell-highlight.js';
import type { Cell, Grid } from './grid.js';
import { type CellOptions, NONE, valueCell } from './value-cell.js';
import { visibleRecords } from './visible-records.js';

/** Why values of a record are missing or stuck: by field. */
type Reasons = ReadonlyMap<string, Problem>;

const reasonsFor = (document: Document, type: string): ((where: string) => Reasons) => {
  const byWhere = new Map<string, Map<string, Problem>>();
  for (const problem of document.problems.filter((p) => p.type === type)) {
    const reasons = byWhere.get(problem.where) ?? new Map();
    for (const field of problem.fields) reasons.set(field, problem);
    byWhere.set(problem.where, reasons);
  }
  const none: Reasons = new Map();
  return (where) => byWhere.get(where) ?? none;
};

/** One row per record, per counter, or per row inside a record, as the view declares. */
export const gridOf = (
  document: Document,
  type: RecordType,
  view: View,
  columns: readonly Column[],
  options: CellOptions,
): Grid => {
  const reasonsAt = reasonsFor(document, view.type);
  const rows = visibleRecords(document, view).flatMap((record) => {
    const reasons = reasonsAt(nameOfRecord(type, record));
    const { rows } = view;
    if (rows === undefined) return [columns.map((c) => recordCell(c, type, record, reasons, options))];
    if (rows.each === 'rows') {
      const beside = typeWithoutRows(type, rows.of);
      return recordsWithoutRows(record, rows.of).map((one) =>
        columns.map((c) => recordCell(c, beside, one, reasons, options)),
      );
    }
    const shown = counterNames(type, record, view.group).filter((name) =>
      isShown(rows.nonZero, valueIn(record, name), reasons.get(name)),
    );
    return shown.map((name) =>
      columns.map((c) =>
        c.kind === 'counter'
          ? counterCell(c.counter, name, type, record, reasons, options)
          : recordCell(c, type, record, reasons, options),
      ),
    );
  });
  return {
    headers: columns.map((c) => c.header),
    alignRight: columns.map((c) => isNumeric(c, type)),
    rows,
  };
};

/** The counters of a record that belong to the group, the device's own ones only without a group. */
const counterNames = (type: RecordType, record: DocumentRecord, group: CounterGroup | undefined): string[] =>
  Object.keys(record).filter((name) => {
    const field = type.fields[name];
    if (field === undefined) return group === undefined;
    return field.kind === 'counter' && (group === undefined || field.group === group);
  });

const isShown = (nonZero: boolean, value: CellValue, reason: Problem | undefined): boolean => {
  if (value === null) return reason?.severity === 'warning' || (reason !== undefined && !nonZero);
  return !nonZero || value !== 0n;
};

const isNumeric = (column: Column, type: RecordType): boolean => {
  if (column.kind === 'non-zero') return true;
  if (column.kind === 'counter') return column.counter === 'value';
  if (column.kind !== 'fields') return false;
  if (column.format !== undefined) return column.format.isNumber;
  const [only, ...others] = column.fields;
  const field = only === undefined ? undefined : fieldAt(type.fields, only);
  if (others.length > 0) return false;
  // A name that is not declared is a counter that only the device knows.
  return field === undefined || field.kind === 'counter' || field.kind === 'gauge' || isIndex(field);
};

const isIndex = (field: Field): boolean => field.kind === 'label' && field.type === 'integer';

const recordCell = (
  column: Column,
  type: RecordType,
  record: DocumentRecord,
  reasons: Reasons,
  options: CellOptions,
): Cell => {
  switch (column.kind) {
    case 'counter':
      return NONE;
    case 'word':
      return column.word === NONE.text ? NONE : { text: column.word, tone: null };
    case 'non-zero':
      return countCell(column.countNonZero, type, record, reasons);
    case 'range':
      return rangeCell(column.range, type, record, reasons, options);
    case 'fields':
      return fieldsCell(column, type, record, reasons, options);
  }
};

const fieldsCell = (
  column: FieldsColumn,
  type: RecordType,
  record: DocumentRecord,
  reasons: Reasons,
  options: CellOptions,
): Cell => {
  const [only, ...others] = column.fields;
  if (column.format !== undefined) {
    const words = column.format.value(record, options.human);
    // A number computed for one field is in the unit of that field.
    const isOfField = typeof words === 'number' && only !== undefined && others.length === 0;
    return valueCell(isOfField ? type.fields[only] : undefined, words, undefined, options);
  }
  if (only === undefined) return NONE;
  if (others.length > 0) {
    const parts = column.fields.map((f) => valueCell(type.fields[f], valueIn(record, f), reasons.get(f), options));
    if (parts.every((part) => part.tone === 'missing')) return NONE;
    return { text: parts.map((part) => part.text).join(column.join ?? '/'), tone: null };
  }
  const value = valueIn(record, only);
  if (column.scale !== undefined && typeof value === 'number' && options.human) {
    return { text: (value * column.scale.factor).toFixed(column.scale.digits), tone: null };
  }
  if (column.trueText !== undefined && typeof value === 'boolean') {
    return value ? { text: column.trueText, tone: 'doubtful' } : NONE;
  }
  const cell = valueCell(type.fields[only], value, reasons.get(only), options);
  const shown = value === null ? cell : highlight(column, cell, record);
  return column.isNeverCut === true ? { ...shown, isNeverCut: true } : shown;
};

/** `-11.2..2.1`, the numbers of one field of rows; with a `+` when one of them could not be read. */
const rangeCell = (
  name: string,
  type: RecordType,
  record: DocumentRecord,
  reasons: Reasons,
  options: CellOptions,
): Cell => {
  const [of = '', own = ''] = name.split('.');
  const values = rowsIn(record, of).map((row) => row[own] ?? null);
  const known = values.filter((value) => typeof value === 'number' || typeof value === 'bigint');
  if (known.length === 0) return NONE;
  const sorted = [...known].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const ends = [sorted[0] ?? null, sorted.at(-1) ?? null];
  const field = fieldAt(type.fields, name);
  const words = ends.map((value) => valueCell(field, value, undefined, options).text);
  const isKnown = known.length === values.length || !reasons.has(name);
  return { text: `${words.join('..')}${isKnown ? '' : '+'}`, tone: isKnown ? null : 'doubtful' };
};

/** Number of counters of the group that are not zero; `2+` when one of them could not be read. */
const countCell = (group: CounterGroup, type: RecordType, record: DocumentRecord, reasons: Reasons): Cell => {
  const names = counterNames(type, record, group);
  const known = names.filter((name) => record[name] !== null);
  if (known.length === 0) return NONE;
  const count = known.filter((name) => record[name] !== 0n).length;
  const isKnown = names.every((name) => record[name] !== null || !reasons.has(name));
  return { text: `${count}${isKnown ? '' : '+'}`, tone: count > 0 || !isKnown ? 'doubtful' : null };
};

const counterCell = (
  part: 'name' | 'value' | 'meaning',
  name: string,
  type: RecordType,
  record: DocumentRecord,
  reasons: Reasons,
  options: CellOptions,
): Cell => {
  const field = type.fields[name];
  const value = valueIn(record, name);
  const reason = reasons.get(name);
  switch (part) {
    case 'name':
      return { text: escapeForeign(name), tone: null };
    case 'value': {
      // Counts of events are exact; only bytes and packets of traffic are shortened for people.
      const isQuantity = field?.kind === 'counter' && field.unit !== undefined && field.group === 'traffic';
      return valueCell(field, value, reason, { human: options.human && isQuantity });
    }
    case 'meaning':
      return { text: meaningOf(field, value, reason), tone: null };
  }
};

/** The first sentence of the help, and for a missing or stuck value what that means. */
const meaningOf = (field: Field | undefined, value: CellValue, reason: Problem | undefined): string => {
  if (value === null) return reason === undefined ? '-' : `${reason.code} (${escapeForeign(reason.detail)})`;
  const sentence = (field?.help ?? 'unknown to this version of fabric').split(/(?<=\w\)?)\.(?:\s|$)/)[0] ?? '';
  const brief = /^[A-Z][a-z]+\b/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
  const isStuck = reason?.code === 'saturated' && field?.kind === 'counter';
  return isStuck ? `${brief}; ${field.bits} bits, saturated` : brief;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The tables that people see, declared beside the fields they show. Machine formats never depend on them. */

import type { CellValue, Document, DocumentRecord } from './document.js';
import type { CounterGroup } from './field.js';

/** A quantity in the unit that its header names: Gb/s, millions per second, percent. A raw table has the unit of the field. */
export type Scale = { readonly factor: number; readonly digits: number };

/**
 * Computes a cell from the record instead of printing its fields; a count is shortened like any other. In a
 * raw table (`isHuman` false) a quantity is a number.
 */
export type CellFormat = {
  readonly value: (record: DocumentRecord, isHuman: boolean) => CellValue;
  readonly isNumber: boolean;
};

/** The value of a field, or of several joined by `/` or by `join`. In a view of rows `lanes.lane` is a field of the row. */
export type FieldsColumn = {
  readonly kind: 'fields';
  readonly header: string;
  readonly fields: readonly string[];
  readonly scale?: Scale;
  readonly join?: string;
  /** Cell for true; the cell for false is empty, `-`. */
  readonly trueText?: string;
  /** A field that should have the same value; if it differs, the cell is highlighted. */
  readonly expectEqual?: string;
  readonly format?: CellFormat;
  /** True is an alarm: `YES`. */
  readonly alarmIfTrue?: true;
  /** The field is the headroom below this limit: highlighted when little or none is left. */
  readonly headroomOf?: string;
  /** A boolean field: if true, the value is a lower bound, `>=44W`. */
  readonly lowerBoundIf?: string;
  /** Never shortened, not even on a terminal, such as the match of a flow. */
  readonly isNeverCut?: true;
};

/** The lowest and the highest value of a number in the rows of a record: `-11.2..2.1`. */
export type RangeColumn = { readonly kind: 'range'; readonly header: string; readonly range: string };

/** Number of counters of a group that are not zero. */
export type NonZeroColumn = {
  readonly kind: 'non-zero';
  readonly header: string;
  readonly countNonZero: CounterGroup;
  readonly help: string;
};

/** In a table with a row per counter: its name, value or meaning. */
export type CounterColumn = {
  readonly kind: 'counter';
  readonly header: string;
  readonly counter: 'name' | 'value' | 'meaning';
};

/** The same word in every row. */
export type WordColumn = { readonly kind: 'word'; readonly header: string; readonly word: string };

/** A column of a table. */
export type Column = FieldsColumn | RangeColumn | NonZeroColumn | CounterColumn | WordColumn;

/**
 * Records as a tree, on a terminal: the first columns, which name the parents of a record, become one column. A pipe has them flat.
 * `path` are the names of its parents and its own.
 */
export type Tree = {
  readonly header: string;
  readonly replaces: number;
  readonly path: (record: DocumentRecord) => readonly string[];
  /** Rows for parents that have no record in the table; a header names the column. */
  readonly parents?: TypedRows;
};

/** Rows of a table that come from records of one type. */
export type TypedRows = { readonly type: string; readonly columns: readonly Column[] };

/** A table of one record type, or of several where it has `more`. */
export type View = {
  readonly type: string;
  readonly columns: readonly Column[];
  /** Columns that `--wide` adds, or the table that it shows instead. */
  readonly wide?: readonly Column[] | View;
  /** Columns used instead of `columns` with `--all`: those that distinguish kinds, without those that only one kind has. */
  readonly all?: readonly Column[];
  /** Only the records in which this field is true. */
  readonly showWhere?: string;
  /** Counters of this group only; `machine formats` keep labels, texts, states and gauges beside them. */
  readonly group?: CounterGroup;
  /** The options of the provider that choose this table; without one it is a `--group`. */
  readonly option?: string | readonly string[];
  /** A second table below this one, where it has records. */
  readonly below?: View;
  /** Records of which this field has this value are left out and counted in a note: `6 ports ok`. */
  readonly hideWhere?: { readonly field: string; readonly value: string };
  /** Draws the rows as a tree. Each record is one row. */
  readonly tree?: Tree;
  /** Lines above the table, followed by a blank line. */
  readonly heading?: (document: Document) => readonly string[];
  /** Further rows of the same table, of other records: as many columns, under the same headers. */
  readonly more?: readonly TypedRows[];
  /**
   * One row per counter instead of one per record (`nonZero` leaves out zeros), or one for each of the rows inside
   * the record; a record without any keeps one row.
   */
  readonly rows?:
    | { readonly each: 'counter'; readonly nonZero: boolean }
    | { readonly each: 'rows'; readonly of: string };
};

/** The tables of a view, each as `--wide` shows it or not, the first one first. */
export const tablesOf = (view: View, isWide: boolean): readonly View[] => {
  const { wide = [], below } = view;
  const shown = !isWide ? view : 'columns' in wide ? wide : { ...view, columns: [...view.columns, ...wide] };
  return [shown, ...(below === undefined ? [] : tablesOf(below, isWide))];
};

/** The options that choose a view. */
export const optionsOf = ({ option }: View): readonly string[] =>
  option === undefined ? [] : typeof option === 'string' ? [option] : option;

/** The rows of a table by the type that they come from. */
export const partsOf = (view: View): readonly View[] => [view, ...(view.more ?? [])];

/** A column of one field. */
export const column = (header: string, ...fields: readonly string[]): FieldsColumn => ({
  kind: 'fields',
  header,
  fields,
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The tables that people see, declared beside the fields they show. Machine formats never depend on them. */
import type { DocumentRecord, Value } from './document.js';
import type { CounterGroup } from './field.js';

/** A quantity in the unit that its header names, the same for people and in a pipe: Gb/s, millions a second, percent. */
export type Scale = { readonly factor: number; readonly digits: number };

/**
 * What stands in the place of the fields, in fewer words or added up: a count is shortened for people as any other. In a
 * pipe (`isForPeople` false) a quantity is a number.
 */
export type Saying = {
  readonly words: (record: DocumentRecord, isForPeople: boolean) => Value;
  readonly isNumber: boolean;
};

/**
 * A column: the value of a field, several of them joined by `/` or by `join`, the least and the greatest number of rows
 * (`-11.2..2.1`), how many counters of a group are not zero, or, in a long view, a part of the row's counter. In a view of
 * rows `lanes.lane` is a field of the row.
 */
export type Column =
  | {
      readonly header: string;
      readonly fields: readonly string[];
      readonly scale?: Scale;
      readonly join?: string;
      /** What people read for yes; for no they read nothing, `-`. */
      readonly yes?: string;
      /** The field that it should agree with: where it does not, it is doubtful. */
      readonly unlike?: string;
      readonly say?: Saying;
    }
  | { readonly header: string; readonly range: string }
  | { readonly header: string; readonly countNonZero: CounterGroup; readonly help: string }
  | { readonly header: string; readonly counter: 'name' | 'value' | 'meaning' };

/** A table of one record type. */
export type View = {
  readonly type: string;
  readonly columns: readonly Column[];
  /** What `--wide` adds, or the table that it shows instead. */
  readonly wide?: readonly Column[] | View;
  /** What stands in the place of `columns` with `--all`: what tells the kinds apart, and not what only one of them has. */
  readonly all?: readonly Column[];
  /** Only the records in which this field is true. */
  readonly only?: string;
  /** Counters of this group only; `machine formats` keep labels, texts, states and gauges beside them. */
  readonly group?: CounterGroup;
  /** The options of the provider that choose this table; without one it is a `--group`. */
  readonly option?: string | readonly string[];
  /** A second table below this one, where it has records. */
  readonly below?: View;
  /** Records of which this field has this value are left out and counted in a note: `6 ports ok`. */
  readonly except?: { readonly field: string; readonly value: string };
  /**
   * Not one row a record, but one a counter (`nonZero` leaves out those that say 0), or one for each of the rows inside
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

/** A column of one field. */
export const column = (header: string, ...fields: readonly string[]): Column => ({ header, fields });

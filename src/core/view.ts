// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The tables that people see, declared beside the fields they show. Machine formats never depend on them. */
import type { CounterGroup } from './field.js';

/** A quantity in the unit that its header names, the same for people and in a pipe: Gb/s, millions a second, percent. */
export type Scale = { readonly factor: number; readonly digits: number };

/**
 * A column: the value of a field, the labels of the record joined by `/`, how many counters of a group are not zero,
 * or, in a long view, a part of the row's counter.
 */
export type Column =
  | { readonly header: string; readonly fields: readonly string[]; readonly scale?: Scale }
  | { readonly header: string; readonly countNonZero: CounterGroup; readonly help: string }
  | { readonly header: string; readonly counter: 'name' | 'value' | 'meaning' };

/** A table of one record type. */
export type View = {
  readonly type: string;
  readonly columns: readonly Column[];
  /** What `--wide` adds. */
  readonly wide?: readonly Column[];
  /** Counters of this group only; `machine formats` keep labels, texts, states and gauges beside them. */
  readonly group?: CounterGroup;
  /** `counter`: one row a counter and not one a record. `nonZero` leaves out the rows that say 0. */
  readonly rows?: { readonly each: 'counter'; readonly nonZero: boolean };
};

/** A column of one field. */
export const column = (header: string, ...fields: readonly string[]): Column => ({ header, fields });

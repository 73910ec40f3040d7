// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the answer of ovs-vsctl into tables, with the columns unknown to the tool or the database. Pure and total. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Json } from '../../core/json-value.js';
import type { Reason } from '../../core/problem.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { TABLES, type TableName } from './commands.js';
import { parseAtom, parseTable, type Table } from './ovsdb.js';

/** One row of a table. */
export type Row = {
  readonly uuid: string;
  /** The value of a column, or why there is none; a default printed by ovs-vsctl is not a value. */
  readonly cell: (column: string) => ValueOrReason<Json>;
};

/** All tables, each its rows or why there are none. */
export type Snapshot = Readonly<Record<TableName, ValueOrReason<readonly Row[]>>>;

/** ovs-vsctl is older than the column, or of another maker. */
export const UNKNOWN_TO_TOOL: Reason = { code: 'not_supported', detail: 'unknown to this ovs-vsctl' };

/** The schema of the database is older than the column. */
export const UNKNOWN_TO_DATABASE: Reason = { code: 'not_supported', detail: 'unknown to this database' };

// ovs-vsctl ends with status 0, and prints false or [] for what the server does not have.
const LACKS_COLUMN = /\|(\w+) table in Open_vSwitch database lacks (\w+) column\b/g;
const LACKS_TABLE = /\|Open_vSwitch database lacks (\w+) table\b/g;

/** A table without these is another one: nothing in an answer names its tables. */
const OWN_COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  Open_vSwitch: [],
  Bridge: ['name', 'ports'],
  Port: ['name', 'interfaces'],
  Interface: ['name'],
  Controller: ['target'],
  Manager: ['target'],
  Mirror: ['name'],
  QoS: ['queues'],
  Queue: [],
};

/** The lines of an answer, one per table; a truncated answer lacks the last ones. */
const linesOf = (stdout: string, isCut: boolean): readonly string[] => {
  const lines = stdout.replace(/\n$/, '').split('\n');
  return isCut || lines.length === TABLES.length ? lines : [];
};

/** Reads every line that is whole. */
export const parseSnapshot = ({ answer }: ToolAnswer): Snapshot => {
  const { stdout, stderr } = 'stdout' in answer ? answer : { stdout: '', stderr: '' };
  const lines = linesOf(stdout, answer.kind === 'truncated');
  const columns = new Set([...stderr.matchAll(LACKS_COLUMN)].map(([, table, column]) => `${table}.${column}`));
  const tables = new Set([...stderr.matchAll(LACKS_TABLE)].map(([, table]) => table));
  const read = (name: TableName, place: number): ValueOrReason<readonly Row[]> => {
    if (tables.has(name)) return { value: null, reason: UNKNOWN_TO_DATABASE };
    const table = tableOf(lines[place] ?? '', OWN_COLUMNS[name]);
    const detail = `ovs-vsctl: table ${name} could not be parsed`;
    if (table === null) return { value: null, reason: { code: 'parse', detail } };
    const lacking = new Set(
      [...columns].filter((one) => one.startsWith(`${name}.`)).map((one) => one.slice(name.length + 1)),
    );
    return { value: table.rows.map((cells) => rowOf(table, cells, lacking)) };
  };
  return Object.fromEntries(TABLES.map((name, place) => [name, read(name, place)])) as Snapshot;
};

const tableOf = (line: string, own: readonly string[]): Table | null => {
  const table = parseTable(line);
  return table === null || table.rows.length === 0 || own.every((column) => table.columns.has(column)) ? table : null;
};

const NOT_IN_TOOL: ValueOrReason<never> = { value: null, reason: UNKNOWN_TO_TOOL };
const NOT_IN_DATABASE: ValueOrReason<never> = { value: null, reason: UNKNOWN_TO_DATABASE };

const rowOf = ({ columns }: Table, cells: readonly Json[], lacking: ReadonlySet<string>): Row => {
  const atom = parseAtom(cells[columns.get('_uuid') ?? -1] ?? null);
  return {
    uuid: typeof atom === 'object' && atom !== null ? atom.uuid : '',
    cell: (column) => {
      const place = columns.get(column);
      if (place === undefined) return NOT_IN_TOOL;
      return lacking.has(column) ? NOT_IN_DATABASE : { value: cells[place] ?? null };
    },
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The tables of a view as text. */

import type { Document } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import { fieldAt } from '../core/field.js';
import type { RecordType, RecordTypes } from '../core/record-type.js';
import { isStable } from '../core/stable.js';
import { type Column, partsOf, type Tree, type TypedRows, tablesOf, type View } from '../core/view.js';
import type { Grid } from './grid.js';

/** Selection of the user; `fields` is null for the columns of the view. */
type TableChoice = {
  readonly fields: readonly string[] | null;
  readonly wide: boolean;
  readonly raw: boolean;
  readonly stable: boolean;
};

/** Destination of the tables; `width` is null when lines may have any length. */
type TableTarget = { readonly isTerminal: boolean; readonly color: boolean; readonly width: number | null };

/** Headers of the columns that a narrow terminal drops, in this order. */
type Narrowing = {
  readonly dropOrder: readonly string[] | undefined;
  readonly onDropped: (headers: readonly string[]) => void;
};

/** Renders the tables with a blank line between them; a table without rows is left out. `headers` replace declared ones. */
export const renderTables = async (
  document: Document,
  types: RecordTypes,
  view: View,
  options: TableChoice,
  terminal: TableTarget,
  headers: Readonly<Record<string, string>>,
  { dropOrder = [], onDropped }: Narrowing,
): Promise<string> => {
  const [
    { gridOf },
    { joinGrids },
    { visibleRecords: shownRecords },
    { renderTable },
    { renderTree: asTree },
    { shortenLine },
    { dropColumns },
    { rawHeader },
  ] = await Promise.all([
    import('./cells.js'),
    import('./join-grids.js'),
    import('./visible-records.js'),
    import('./table.js'),
    import('./tree.js'),
    import('./shorten.js'),
    import('./drop-columns.js'),
    import('./raw-header.js'),
  ]);
  const shown = options.fields === null ? tablesOf(view, options.wide) : [viewOfFields(view.type, options.fields)];
  const tables: string[] = [];
  for (const [i, table] of shown.entries()) {
    const gridOfRows = (rows: View) => {
      const type = typeOf(types, rows);
      const kept = options.stable ? rows.columns.filter((_, n) => isStableColumn(types, table, n)) : rows.columns;
      const columns = i === 0 && options.fields === null ? timed(kept, document) : kept;
      const named = columns.map((c) => {
        const header = escapeForeign(headers[c.header] ?? c.header);
        const isField = options.fields !== null; // the name of a field ends in its unit
        const units = options.raw && !isField ? unitsAt(types, table, rows.columns.indexOf(c)) : [];
        return { ...c, header: rawHeader(header, units) };
      });
      return gridOf(document, type, rows, named, { human: !options.raw });
    };
    const joined = joinGrids([gridOfRows(table), ...(table.more ?? []).map(gridOfRows)]);
    const { tree } = table;
    const placed = (tree: Tree, grid: Grid, ...parts: readonly TypedRows[]) => ({
      grid,
      paths: parts.flatMap((rows) => shownRecords(document, rows).map(tree.path)),
    });
    const grid =
      tree === undefined || !terminal.isTerminal
        ? joined
        : asTree(
            placed(tree, joined, ...partsOf(table)),
            tree,
            tree.parents === undefined ? null : placed(tree, gridOfRows(tree.parents), tree.parents),
          );
    const { shown: kept, dropped } =
      terminal.width === null || grid.rows.length === 0
        ? { shown: grid, dropped: [] }
        : dropColumns(grid, options.fields === null ? dropOrder : [], terminal.width);
    onDropped(dropped);
    const text = await renderTable(kept, { color: terminal.color, width: terminal.width });
    const lead = terminal.isTerminal ? (table.heading?.(document) ?? []) : [];
    const width = terminal.width ?? Number.POSITIVE_INFINITY;
    const lines = lead.map((line) => `${shortenLine(escapeForeign(line), width)}\n`);
    tables.push(...(lines.length === 0 ? [] : [lines.join('')]), text);
  }
  return tables.filter((table) => table !== '').join('\n');
};

const typeOf = (types: RecordTypes, { type }: View): RecordType => types[type] ?? { many: true, fields: {} };

/** Whether a column of the table is the same on equal machines, in the rows of every type. */
const isStableColumn = (types: RecordTypes, table: View, index: number): boolean =>
  partsOf(table).every((rows) => {
    const column = rows.columns[index];
    if (column === undefined || column.kind === 'word') return column !== undefined;
    const fields = fieldsOf(column);
    return fields.length > 0 && fields.every((field) => isStable(typeOf(types, rows), field));
  });

const fieldsOf = (column: Column): readonly string[] =>
  column.kind === 'fields' ? column.fields : column.kind === 'range' ? [column.range] : [];

const viewOfFields = (type: string, fields: readonly string[]): View => ({
  type,
  columns: fields.map((field) => ({ kind: 'fields', header: field, fields: [field] })),
});

/** The units of a column in the rows of every type; the table of rates has other headers and no index. */
const unitsAt = (types: RecordTypes, table: View, index: number): readonly string[] => [
  ...new Set(
    partsOf(table).flatMap((rows) => {
      const column = rows.columns[index];
      return column === undefined ? [] : fieldsOf(column).flatMap((name) => unitOf(typeOf(types, rows), name));
    }),
  ),
];

const unitOf = (type: RecordType, name: string): readonly string[] => {
  const field = fieldAt(type.fields, name);
  return field !== undefined && 'unit' in field && field.unit !== undefined ? [field.unit] : [];
};

/** A table of rates has its time in the first header cell: the rows stay parsable and no line is spent. */
const timed = (columns: readonly Column[], document: Document): readonly Column[] => {
  const time = document.interval_seconds === undefined ? undefined : document.collected_at?.slice(11, 19);
  return time === undefined ? columns : columns.map((column, i) => (i === 0 ? { ...column, header: time } : column));
};

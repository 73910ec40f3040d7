// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Fits a table to a terminal by cutting its longest cells: a name of 3,000 characters gets the room that the others leave.
 * Usual names, addresses and part numbers are never cut, even where the table is too wide.
 */

import type { Cell, Grid } from './grid.js';
import { columnsOf, NARROWEST_CUT, NEVER_CUT, shorten, shortenWords } from './shorten.js';

/** Like NEVER_CUT for a sentence in a last column that is not wrapped: no declared one is longer. */
const NEVER_CUT_SENTENCE = 160;

/** Options for fitting: `gap` blanks between two cells; a last column of text is wrapped down to `wrapsTo`, null for never. */
export type Fitting = { readonly width: number; readonly gap: number; readonly wrapsTo: number | null };

/** A column: its minimum width, its full width, and how its texts are cut to a limit. */
type Column = {
  readonly least: number;
  readonly wants: number;
  readonly cut: (text: string, limit: number) => string;
};

/** The grid with its longest cells cut so that it fits; as it is when it fits or when nothing in it is long. */
export const fitGrid = (grid: Grid, { width, gap, wrapsTo }: Fitting): Grid => {
  const room = width - gap * (grid.headers.length - 1);
  const columns = columnsFor(grid, { width, gap, wrapsTo });
  const limits = shareRoom(columns, room);
  return {
    ...grid,
    rows: grid.rows.map((row) =>
      row.map((cell, i): Cell => {
        const limit = limits[i] ?? Number.POSITIVE_INFINITY;
        const text = columns[i]?.cut(cell.text, limit) ?? cell.text;
        return cell.isNeverCut === true || text === cell.text ? cell : { ...cell, text };
      }),
    ),
  };
};

/** Minimum width of the table, with its long cells cut. */
export const leastWidth = (grid: Grid, fitting: Fitting): number =>
  columnsFor(grid, fitting).reduce((sum, { least }) => sum + least, fitting.gap * (grid.headers.length - 1));

const columnsFor = (grid: Grid, { width, gap, wrapsTo }: Fitting): readonly Column[] => {
  const room = width - gap * (grid.headers.length - 1);
  const last = grid.headers.length - 1;
  const others = grid.headers.slice(0, last).map((_, i) => wholeCells(grid, i, NEVER_CUT));
  const left = others.reduce((sum, { least }) => sum - least, room);
  const isText = grid.alignRight[last] === false;
  const lastColumn =
    wrapsTo === null || !isText || left < wrapsTo
      ? wholeCells(grid, last, isText && wrapsTo === null ? NEVER_CUT_SENTENCE : NEVER_CUT)
      : words(grid, last, wrapsTo);
  return [...others, lastColumn];
};

const wholeCells = (grid: Grid, i: number, neverCut: number): Column => ({
  ...needs(grid, i, neverCut, (text) => [text]),
  cut: shorten,
});

const words = (grid: Grid, i: number, wrapsTo: number): Column => {
  const wrapped = Math.min(wrapsTo, needs(grid, i, NEVER_CUT, (text) => [text]).wants);
  const { least, wants } = needs(grid, i, NEVER_CUT, (text) => text.split(' '));
  return { least: Math.max(least, wrapped), wants: Math.max(wants, wrapped), cut: shortenWords };
};

/** `least`: the header and cells that are never cut; `wants`: all cells in full. */
const needs = (grid: Grid, i: number, neverCut: number, partsOf: (text: string) => readonly string[]) => {
  let least = columnsOf(grid.headers[i] ?? '');
  let wants = least;
  for (const row of grid.rows) {
    const cell = row[i];
    for (const part of partsOf(cell?.text ?? '')) {
      const columns = columnsOf(part);
      wants = Math.max(wants, columns);
      if (columns <= neverCut || cell?.isNeverCut === true) least = Math.max(least, columns);
    }
  }
  return { least: wants > least ? Math.max(least, NARROWEST_CUT) : least, wants };
};

/** The limit of each column: its minimum, and an equal share of the remaining width. */
const shareRoom = (columns: readonly Column[], room: number): readonly number[] => {
  const limits = columns.map(({ least }) => least);
  let left = room - limits.reduce((sum, limit) => sum + limit, 0);
  // Too wide even when cut: long names stay readable.
  if (left < 0) return columns.map(({ least }) => Math.max(least, NEVER_CUT));
  for (;;) {
    const greedy = columns.flatMap(({ wants }, i) => (wants > (limits[i] ?? 0) ? [i] : []));
    const share = greedy.length === 0 ? 0 : Math.floor(left / greedy.length);
    if (share === 0) return limits;
    for (const i of greedy) {
      const more = Math.min(share, (columns[i]?.wants ?? 0) - (limits[i] ?? 0));
      limits[i] = (limits[i] ?? 0) + more;
      left -= more;
    }
  }
};

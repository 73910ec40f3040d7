// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A grid as aligned text: no borders, two spaces between columns, no trailing blanks. */

import type { Cell, Grid } from './grid.js';
import { type Paint, painter } from './paint.js';
import { GAP, NARROWEST_WRAP } from './table-layout.js';

/** Options of drawing. `color` and `width` are those of a terminal; a pipe has neither. */
export type TableOptions = { readonly color: boolean; readonly width: number | null };

/** Above so many rows cli-table3 is too slow (6.8 s for 15,000); the plain writer prints the same bytes. */
const LIBRARY_ROWS = 200;

/** Draws the grid. A terminal gets cli-table3, which wraps the last column; a pipe and a long table the plain writer. */
export const renderTable = async (grid: Grid, options: TableOptions): Promise<string> => {
  if (grid.rows.length === 0) return '';
  const isForTerminal = options.color || options.width !== null;
  const isPlain = !isForTerminal || grid.rows.length > LIBRARY_ROWS;
  const shown = options.width === null ? grid : await fitted(grid, options.width, isPlain ? null : NARROWEST_WRAP);
  if (!isForTerminal) return pipeTable(withoutBlanks(shown), await painter(false));
  if (isPlain) return pipeTable(shown, await painter(options.color));
  const { terminalTable: libraryTable } = await import('./terminal-table.js');
  return libraryTable(shown, options.width, await painter(options.color));
};

/** Replaces blanks inside a cell by `_`, except in a last column of text: awk would see two words. */
const withoutBlanks = (grid: Grid): Grid => {
  const last = grid.headers.length - 1;
  const words = (text: string, i: number): string => (i < last ? text.trim().replaceAll(/\s+/g, '_') : text);
  return {
    ...grid,
    headers: grid.headers.map(words),
    rows: grid.rows.map((row) => row.map((cell, i) => ({ ...cell, text: words(cell.text, i) }))),
  };
};

const fitted = async (grid: Grid, width: number, wrapsTo: number | null): Promise<Grid> => {
  const { fitGrid } = await import('./fit-grid.js');
  return fitGrid(grid, { width, gap: GAP.length, wrapsTo });
};

/** Writes the table without a library: linear in its size. */
export const pipeTable = (grid: Grid, paint: Paint): string => {
  const widths = grid.headers.map((header, i) =>
    grid.rows.reduce((w, row) => Math.max(w, row[i]?.text.length ?? 0), header.length),
  );
  const last = grid.headers.length - 1;
  const line = (cells: readonly Cell[], tone?: 'header'): string =>
    cells
      .map(({ text, tone: own }, i) => {
        const blanks = ' '.repeat((widths[i] ?? 0) - text.length);
        const word = paint(text, tone ?? own);
        if (grid.alignRight[i]) return blanks + word;
        return i === last ? word : word + blanks;
      })
      .join(GAP);
  const header = line(
    grid.headers.map((text) => ({ text, tone: null })),
    'header',
  );
  return `${[header, ...grid.rows.map((row) => line(row))].join('\n')}\n`;
};

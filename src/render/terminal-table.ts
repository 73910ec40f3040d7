// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The same table by cli-table3, which measures wide characters and wraps a last column of text to the terminal. */

import Table from 'cli-table3';
import type { Grid } from './grid.js';
import type { Paint } from './paint.js';
import { columnsOf } from './shorten.js';
import { GAP, NARROWEST_WRAP } from './table-layout.js';

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

/** Draws the grid for a terminal of `width` columns; null does not wrap. */
export const terminalTable = (grid: Grid, width: number | null, paint: Paint): string => {
  const last = grid.headers.length - 1;
  const longest = (i: number): number =>
    Math.max(columnsOf(grid.headers[i] ?? ''), ...grid.rows.map((row) => columnsOf(row[i]?.text ?? '')));
  const before = grid.headers.slice(0, -1).reduce((sum, _, i) => sum + longest(i) + GAP.length, 0);
  const room = (width ?? Number.POSITIVE_INFINITY) - before;
  // A word is never cut: where one is too long for the room, the column keeps its width.
  const longestWord = Math.max(...grid.rows.flatMap((row) => (row[last]?.text ?? '').split(' ').map(columnsOf)));
  const wraps = !grid.alignRight[last] && longest(last) > room && room >= NARROWEST_WRAP && longestWord <= room;
  const table = new Table({
    chars: NO_BORDERS,
    colAligns: grid.alignRight.map((right) => (right ? 'right' : 'left')),
    ...(wraps ? { colWidths: [...grid.headers.slice(0, -1).map(() => null), room], wordWrap: true } : {}),
    // The library's colors would reach a pipe and ignore NO_COLOR, so fabric colors cells itself.
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(
    grid.headers.map((header) => paint(header, 'header')),
    ...grid.rows.map((row) => row.map(({ text, tone }) => paint(text, tone))),
  );
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Leaves columns out of a table that is too wide for a terminal, in the order that its view declares. */

import { leastWidth } from './fit-grid.js';
import type { Grid } from './grid.js';
import { GAP, NARROWEST_WRAP } from './table-layout.js';

/** The grid that is shown, and the headers of what is not. */
export type Dropped = { readonly shown: Grid; readonly dropped: readonly string[] };

/** Drops as few columns as make the table fit; all of `order` where nothing makes it fit. */
export const dropColumns = (grid: Grid, order: readonly string[], width: number): Dropped => {
  let shown = grid;
  const dropped: string[] = [];
  for (const header of order) {
    if (leastWidth(shown, { width, gap: GAP.length, wrapsTo: NARROWEST_WRAP }) <= width) break;
    const at = shown.headers.indexOf(header);
    if (at < 0) continue;
    shown = withoutColumn(shown, at);
    dropped.push(header);
  }
  return { shown, dropped };
};

const withoutColumn = (grid: Grid, at: number): Grid => {
  const without = <V>(values: readonly V[]): readonly V[] => values.filter((_, i) => i !== at);
  return {
    ...grid,
    headers: without(grid.headers),
    alignRight: without(grid.alignRight),
    rows: grid.rows.map((row) => without(row)),
  };
};

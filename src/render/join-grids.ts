// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rows of several record types as one table. */

import type { Grid } from './grid.js';

/** All rows under the headers of the first grid. A column with numbers in one of them is aligned right. */
export const joinGrids = ([first, ...others]: readonly [Grid, ...Grid[]]): Grid => ({
  headers: first.headers,
  alignRight: first.alignRight.map((right, i) => right || others.some((grid) => grid.alignRight[i] === true)),
  rows: [first, ...others].flatMap((grid) => grid.rows),
});

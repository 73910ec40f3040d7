// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rows of several record types as one table. */

import type { Grid } from './grid.js';

/** The rows of all under the headers of the first. A column that has numbers in one of them stands right in all. */
export const joinGrids = ([first, ...others]: readonly [Grid, ...Grid[]]): Grid => ({
  headers: first.headers,
  alignRight: first.alignRight.map((right, i) => right || others.some((grid) => grid.alignRight[i] === true)),
  rows: [first, ...others].flatMap((grid) => grid.rows),
});

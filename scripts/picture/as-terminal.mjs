// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Preloaded with `node --import`: makes stdout and stderr of a program look like a terminal of 80 columns. */

const COLUMNS = 80;

for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, { isTTY: true, columns: COLUMNS, getWindowSize: () => [COLUMNS, 24] });
}

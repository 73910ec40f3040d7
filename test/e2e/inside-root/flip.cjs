// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Exchanges `PATH` with `PATH.other` for each path it is given, again and again, until it is ended. */
const { renameSync } = require('node:fs');

for (;;) {
  for (const path of process.argv.slice(2)) {
    renameSync(path, `${path}.mine`);
    renameSync(`${path}.other`, path);
    renameSync(path, `${path}.other`);
    renameSync(`${path}.mine`, path);
  }
}

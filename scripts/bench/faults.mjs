// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One bad adapter of eight, and what both programs still give. */

import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execaSync } from 'execa';
import { makeAdapterTree } from './adapter-tree.mjs';
import { ENVIRONMENT, hcaperf } from './fabric-program.mjs';
import { timeCommand } from './measured-run.mjs';
import { startExporter } from './node-exporter.mjs';
import { countExporterValues, countFabricValues } from './values.mjs';

const ADAPTERS = 8;

/** How long a user, or Prometheus, is ready to wait here. */
const DEADLINE_SECONDS = 3;

const PORT = 'sys/class/infiniband/mlx5_3/ports/1';

/** Each puts something else in the place of a file; the file itself is back afterwards. */
const FAULTS = [
  { fault: 'none', file: null, plant: null },
  {
    fault: "one adapter's rate cannot be read",
    file: `${PORT}/rate`,
    plant: (path) => symlinkSync(basename(path), path), // a link to itself: open(2) fails
  },
  {
    fault: "one adapter's rate never answers",
    file: `${PORT}/rate`,
    plant: (path) => execaSync('mkfifo', [path]), // nobody writes: open(2) waits for ever
  },
];

/** Runs both programs on every fault. `exporter` is null where there is none. */
export const measureFaults = async ({ scratch, exporter }) => {
  const root = join(scratch, 'faults');
  makeAdapterTree(root, ADAPTERS);
  const results = [];
  for (const { fault, file, plant } of FAULTS) {
    const path = file === null ? null : join(root, file);
    const aside = join(scratch, 'aside');
    if (path !== null) {
      renameSync(path, aside);
      plant(path);
    }
    results.push({
      fault,
      adapters: ADAPTERS,
      fabric: askFabric(root, join(scratch, 'answer.json')),
      node_exporter: exporter === null ? null : await askExporter(exporter, root),
    });
    if (path !== null) {
      rmSync(path);
      renameSync(aside, path);
    }
  }
  return results;
};

const askFabric = (root, stdout) => {
  const command = hcaperf(root, '--deadline', `${DEADLINE_SECONDS}s`);
  const { status, wall_seconds } = timeCommand(command, { env: ENVIRONMENT, stdout });
  return { values: countFabricValues(JSON.parse(readFileSync(stdout, 'utf8'))), seconds: wall_seconds, status };
};

/** A server of its own for each fault: one that hangs keeps hanging. */
const askExporter = async (program, root) => {
  const server = await startExporter(program, root);
  try {
    const { status, body, seconds } = await server.scrape(DEADLINE_SECONDS * 1000);
    return { values: countExporterValues(body), seconds, status: status === 0 ? null : status };
  } finally {
    await server.stop();
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Measures what fabric costs, beside Debian's prometheus-node-exporter on the same trees in the same run.
 * docs/performance.md explains how to read the tables. scripts/bench.mjs starts this.
 *
 * `--json FILE` writes all rounds too. `--adapters 1,8`, `--rounds N` and `--pairs N` make it longer or shorter,
 * `--node-exporter FILE` compares with another build.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fabricVersion } from './fabric-program.mjs';
import { measureFaults } from './faults.mjs';
import { checkLimits } from './limits.mjs';
import { exporterVersion, HOW_TO_INSTALL, NODE_EXPORTER } from './node-exporter.mjs';
import { renderReport } from './report.mjs';
import { measureSize } from './sizes.mjs';
import { measureStartUp } from './start-up.mjs';

const { values: flags } = parseArgs({
  options: {
    adapters: { type: 'string', default: '1,8,64,256' },
    json: { type: 'string' },
    'node-exporter': { type: 'string', default: NODE_EXPORTER },
    pairs: { type: 'string', default: '25' },
    rounds: { type: 'string', default: '11' },
  },
});
/** @throws when it is not 1 or more */
const count = (flag, text) => {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${flag} ${text}: not a number from 1`);
  return Number(text);
};
const rounds = count('--rounds', flags.rounds);
const pairs = count('--pairs', flags.pairs);
const adapterCounts = flags.adapters.split(',').map((text) => count('--adapters', text));

const [cpu] = cpus();
const loadBefore = loadavg()[0];
const programs = { fabric: fabricVersion(), node_exporter: exporterVersion(flags['node-exporter']) };
if (programs.node_exporter === null) process.stderr.write(`${HOW_TO_INSTALL}\n`);
const exporter = programs.node_exporter === null ? null : flags['node-exporter'];

const scratch = mkdtempSync(join(tmpdir(), 'fabric-bench-'));
try {
  const startedAt = new Date().toISOString();
  const startUp = measureStartUp({ scratch, pairs });
  const sizes = [];
  for (const adapters of adapterCounts) sizes.push(await measureSize(adapters, { scratch, rounds, exporter }));
  const results = {
    schema: 'fabric.bench/1',
    started_at: startedAt,
    machine: {
      processor: cpu.model.trim(),
      cores: cpus().length,
      memory_bytes: totalmem(),
      kernel: release(),
      load_average_before: loadBefore,
      load_average_after: loadavg()[0],
    },
    programs,
    rounds,
    pairs,
    start_up: startUp,
    sizes,
    faults: await measureFaults({ scratch, exporter }),
    limits: checkLimits(sizes, startUp),
  };
  process.stdout.write(renderReport(results));
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true });
}

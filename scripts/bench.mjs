// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run bench`: CPU time of a start, as a ratio to a bare `node -e 0` of the same Node.
 *
 * Runs alternate, so that a busy neighbour slows both, and the ratio is taken pair by pair; the median is told. CPU is
 * that of the process and of every child it waited for. NODE_EXTRA_CA_CERTS is unset: on Node 20 it adds 46 ms to every
 * start and would flatter each ratio. `--pairs N` runs longer, `--json` prints for a program.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { materialise } from '../fixtures/materialise.mjs';

const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(packageRoot, 'dist');
const { values: flags } = parseArgs({
  options: { json: { type: 'boolean', default: false }, pairs: { type: 'string', default: '25' } },
});

const { NODE_EXTRA_CA_CERTS: _unset, ...env } = process.env;

/** CPU milliseconds of one run of node, its children included: the shell's `time` counts both. */
const cpuOf = (args) => {
  const script = 'TIMEFORMAT="%3U %3S"; time "$0" "$@" >/dev/null 2>&1';
  const { stderr } = spawnSync('bash', ['-c', script, process.execPath, ...args], { env, encoding: 'utf8' });
  const [user, system] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const measure = (args) => {
  const runs = Array.from({ length: Number(flags.pairs) }, () => {
    const bare = cpuOf(['-e', '0']);
    const ours = cpuOf(args);
    return { bare, ours, ratio: ours / bare };
  });
  return {
    ratio: Number(median(runs.map((r) => r.ratio)).toFixed(2)),
    cpu_milliseconds: Number(median(runs.map((r) => r.ours)).toFixed(1)),
    bare_milliseconds: Number(median(runs.map((r) => r.bare)).toFixed(1)),
  };
};

/** Runs `work` while no code cache is there. */
const withoutCache = (work) => {
  const caches = readdirSync(dist).filter((name) => name.endsWith('.cache'));
  for (const name of caches) renameSync(join(dist, name), join(dist, `${name}.aside`));
  try {
    return work();
  } finally {
    for (const name of caches) renameSync(join(dist, `${name}.aside`), join(dist, name));
  }
};

const root = mkdtempSync(join(tmpdir(), 'fabric-bench-'));
try {
  materialise(join(packageRoot, 'fixtures', 'hosts', 'connectx7'), root);
  const adapters = join(root, 'sys/class/infiniband');
  for (const name of readdirSync(adapters)) if (name !== 'mlx5_0') rmSync(join(adapters, name));
  const run = join(packageRoot, 'bin', 'run.cjs');
  const cases = {
    'fabric --version': [run, '--version'],
    'fabric hcaperf --json (1 adapter)': [run, 'hcaperf', '--json', '--root', root],
  };
  const measured = (suffix) => Object.entries(cases).map(([name, args]) => ({ case: name + suffix, ...measure(args) }));
  const results = [...measured(''), ...withoutCache(() => measured(', no code cache'))];
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ node: process.version, pairs: Number(flags.pairs), results })}\n`);
  } else {
    process.stdout.write(`node ${process.version}, ${flags.pairs} pairs, NODE_EXTRA_CA_CERTS unset\n`);
    process.stdout.write(`${'CASE'.padEnd(50)} RATIO  CPU-MS  BARE-MS\n`);
    for (const r of results) {
      const numbers = [r.ratio.toFixed(2).padStart(5), r.cpu_milliseconds.toFixed(1).padStart(6)];
      process.stdout.write(
        `${r.case.padEnd(50)} ${numbers.join('  ')}  ${r.bare_milliseconds.toFixed(1).padStart(7)}\n`,
      );
    }
  }
} finally {
  rmSync(root, { recursive: true });
}

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The bench itself, on a machine of two adapters. How long anything took is nobody's business here. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { HOW_TO_INSTALL, NODE_EXPORTER } from '../../scripts/bench/node-exporter.mjs';
import { packageRoot, run } from './fabric.js';
import { scratch } from './trees.js';

const bench = async (...flags: string[]) => {
  const json = join(scratch(), 'results.json');
  const argv = ['--adapters', '2', '--rounds', '1', '--pairs', '1', '--json', json, ...flags];
  const ended = await run([process.execPath, join(packageRoot, 'scripts', 'bench.mjs'), ...argv]);
  expect(ended).toMatchObject({ status: 0, signal: null });
  return { ...ended, results: JSON.parse(readFileSync(json, 'utf8')) };
};

const seconds = expect.any(Number);
/** 66 counters, the numbers of two states, rate, LID and the lifespan of hw_counters. */
const VALUES_OF_AN_ADAPTER = 71;
const ours = {
  values: 2 * VALUES_OF_AN_ADAPTER,
  cpu_seconds: seconds,
  wall_seconds: seconds,
  cpu_seconds_per_value: seconds,
  rounds: [{ cpu_seconds: seconds, wall_seconds: seconds }],
};

test('without node_exporter measures fabric alone, prints one line on what to install, and complete JSON', async () => {
  const { stdout, stderr, results } = await bench('--node-exporter', '/nonexistent/node_exporter');
  expect(stderr).toBe(`${HOW_TO_INSTALL}\n`);
  expect(stdout).not.toMatch(/NaN|undefined|null|Infinity/);
  expect(results).toMatchObject({
    schema: 'fabric.bench/1',
    machine: { processor: expect.any(String), cores: expect.any(Number) },
    programs: { fabric: expect.stringContaining(process.version.slice(1)), node_exporter: null },
    sizes: [{ adapters: 2, fabric: ours, node_exporter: null, ratio_per_value: null }],
    faults: [
      { fault: 'none', fabric: { values: 8 * VALUES_OF_AN_ADAPTER, status: 0 }, node_exporter: null },
      { fabric: { values: 8 * VALUES_OF_AN_ADAPTER - 1, status: 6 }, node_exporter: null },
      { fabric: { status: 6 }, node_exporter: null },
    ],
    limits: [{ most: 2.5 }, { most: 3.6 }],
  });
  // The adapters beside the one that hangs are whole.
  const hanging = results.faults[2].fabric.values;
  expect(hanging).toBeGreaterThanOrEqual(7 * VALUES_OF_AN_ADAPTER);
  expect(hanging).toBeLessThan(8 * VALUES_OF_AN_ADAPTER - 1);
  const { fabric } = results.sizes[0];
  expect(fabric.peak_bytes).toBe(fabric.program_bytes + fabric.reader_bytes);
  expect(fabric.cpu_seconds_per_value).toBeCloseTo(fabric.cpu_seconds / fabric.values);
  expect(results.start_up).toHaveLength(5);
  for (const { ratio } of results.start_up) expect(ratio.median).toBeGreaterThan(0.5); // a start is no longer much more than Node's own
});

const isInstalled = execaSync(NODE_EXPORTER, ['--version'], { reject: false }).exitCode !== undefined;

describe.skipIf(!isInstalled)(`beside ${NODE_EXPORTER} (needs it installed)`, () => {
  test('both give their values; one bad file costs it everything, one that hangs its answer', async () => {
    const { stdout, stderr, results } = await bench();
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/NaN|undefined|null|Infinity/);
    const [size] = results.sizes;
    const theirs = size.node_exporter;
    expect(theirs.values).toBeGreaterThanOrEqual(2 * 25); // newer versions read more files
    const [round] = theirs.rounds;
    const perValue = size.fabric.rounds[0].cpu_seconds / size.fabric.values / (round.cpu_seconds / theirs.values);
    expect(size.ratio_per_value.median).toBeCloseTo(perValue);
    expect(results.faults.map((fault: { node_exporter: object }) => fault.node_exporter)).toMatchObject([
      { values: 4 * theirs.values, status: 200 },
      { values: 0, status: 200 },
      { values: 0, status: null },
    ]);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Both programs on the same trees, run after run in turns. */

import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { makeAdapterTree } from './adapter-tree.mjs';
import { ENVIRONMENT, hcaperf } from './fabric-program.mjs';
import { peakMemoryOf, timeCommand } from './measured-run.mjs';
import { startExporter } from './node-exporter.mjs';
import { median, ratioPerValue } from './statistics.mjs';
import { collectorSucceeded, countExporterValues, countFabricValues } from './values.mjs';

/** Enough scrapes a round for the server's garbage collection to have its part in them. */
const scrapesOf = (adapters) => Math.min(100, Math.max(8, Math.ceil(800 / adapters)));

/** Measures one size. `exporter` is null where there is none to compare with. @throws when a program fails */
export const measureSize = async (adapters, { scratch, rounds, exporter }) => {
  const root = join(scratch, `adapters-${adapters}`);
  makeAdapterTree(root, adapters);
  const server = exporter === null ? null : await startExporter(exporter, root);
  try {
    const answer = join(scratch, 'answer.json');
    runFabric(root, answer); // the first runs of both warm the page cache
    const ours = { values: countFabricValues(JSON.parse(readFileSync(answer, 'utf8'))), rounds: [] };
    const theirs = server === null ? null : { values: await scrapedValues(server), rounds: [] };
    for (let round = 0; round < rounds; round++) {
      ours.rounds.push(runFabric(root, answer));
      if (theirs !== null) theirs.rounds.push(await scrapeRound(server, scrapesOf(adapters)));
    }
    const memory = peakMemoryOf(hcaperf(root), { env: ENVIRONMENT });
    return {
      adapters,
      load_average: loadavg()[0],
      fabric: { ...summary(ours), peak_bytes: memory.program_bytes + memory.reader_bytes, ...memory },
      node_exporter: theirs === null ? null : { ...summary(theirs), peak_bytes: server.peakBytes() },
      ratio_per_value: theirs === null ? null : ratioPerValue(ours, theirs),
    };
  } finally {
    await server?.stop();
  }
};

/** The medians, and the rounds that they are of. */
const summary = ({ values, rounds }) => {
  const cpu = median(rounds.map((round) => round.cpu_seconds));
  return {
    values,
    cpu_seconds: cpu,
    wall_seconds: median(rounds.map((round) => round.wall_seconds)),
    cpu_seconds_per_value: cpu / values,
    rounds,
  };
};

const runFabric = (root, stdout) => {
  const { status, ...cost } = timeCommand(hcaperf(root), { env: ENVIRONMENT, stdout });
  if (status !== 0) throw new Error(`fabric ended with status ${status} on a healthy tree`);
  return cost;
};

const scrapedValues = async (server) => {
  const { body } = await server.scrape();
  if (collectorSucceeded(body) !== true) throw new Error(`node_exporter failed on a healthy tree:\n${body}`);
  return countExporterValues(body);
};

/** What one scrape costs the server, in the middle of several. */
const scrapeRound = async (server, scrapes) => {
  const before = server.cpuSeconds();
  const walls = [];
  for (let i = 0; i < scrapes; i++) walls.push((await server.scrape()).seconds);
  return { cpu_seconds: (server.cpuSeconds() - before) / scrapes, wall_seconds: median(walls) };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How many values each program gave. Pure. */

/** The number that names a port is no reading. */
const LABELS = new Set(['port']);

/**
 * Numbers in the records of a fabric document: counters, rates, the numbers of states. Texts and words of states are
 * readings too, and are not counted: node_exporter has some of them as labels.
 */
export const countFabricValues = (document) =>
  Object.values(document.records)
    .flat()
    .flatMap(Object.entries)
    .filter(([name, value]) => typeof value === 'number' && !LABELS.has(name)).length;

/** Samples of node_exporter's infiniband collector, its `_info` (always 1) among them. */
export const countExporterValues = (exposition) =>
  exposition.split('\n').filter((line) => line.startsWith('node_infiniband_')).length;

/** Whether node_exporter says that the collector succeeded; null when it says nothing. */
export const collectorSucceeded = (exposition) => {
  const line = /^node_scrape_collector_success\{collector="infiniband"\} ([01])$/m.exec(exposition);
  return line === null ? null : line[1] === '1';
};

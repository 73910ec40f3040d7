// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The results as text for people; docs/performance.md tells how to read it. Pure. */

/** The whole report. */
export const renderReport = (results) =>
  [
    aboutRun(results),
    table(['CASE', 'RATIO', 'SPREAD', 'CPU-MS', 'BARE-MS'], results.start_up.map(startUpRow)),
    table(
      ['ADAPTERS', 'PROGRAM', 'VALUES', 'CPU-MS', 'WALL-MS', 'PEAK-MB', 'US/VALUE', 'RATIO', 'SPREAD', 'LOAD'],
      results.sizes.flatMap(sizeRows),
    ),
    table(['ONE OF 8 ADAPTERS IS BAD', 'PROGRAM', 'VALUES', 'SECONDS', 'END'], results.faults.flatMap(faultRows)),
    results.limits.map(formatLimit).join('\n'),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');

const aboutRun = ({ machine, programs, rounds, pairs }) =>
  [
    `${programs.fabric}; node_exporter ${programs.node_exporter ?? 'not installed'}`,
    `${machine.cores} x ${machine.processor}, Linux ${machine.kernel}; load ${machine.load_average_before} before, ${machine.load_average_after} after`,
    `medians of ${rounds} rounds, start-up of ${pairs} pairs with node -e 0`,
  ].join('\n');

const milliseconds = (seconds) => (seconds * 1000).toFixed(1);
const microseconds = (seconds) => (seconds * 1e6).toFixed(1);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const spreadOf = ({ lowest, highest }) => `${lowest.toFixed(2)}-${highest.toFixed(2)}`;

const startUpRow = (result) => [
  result.case,
  result.ratio.median.toFixed(2),
  spreadOf(result.ratio),
  milliseconds(result.cpu_seconds),
  milliseconds(result.bare_cpu_seconds),
];

const sizeRows = ({ adapters, load_average, fabric, node_exporter, ratio_per_value: ratio }) => {
  const row = (program, cost, ...rest) => [
    String(adapters),
    program,
    String(cost.values),
    milliseconds(cost.cpu_seconds),
    milliseconds(cost.wall_seconds),
    megabytes(cost.peak_bytes),
    microseconds(cost.cpu_seconds_per_value),
    ...rest,
  ];
  const compared = ratio === null ? ['-', '-'] : [ratio.median.toFixed(2), spreadOf(ratio)];
  const ours = row('fabric', fabric, ...compared, load_average.toFixed(2));
  return node_exporter === null ? [ours] : [ours, row('node_exporter', node_exporter, '', '', '')];
};

const faultRows = ({ fault, fabric, node_exporter }) => {
  const row = (program, answer, end) => [fault, program, String(answer.values), answer.seconds.toFixed(2), end];
  const ours = row('fabric', fabric, `status ${fabric.status}`);
  if (node_exporter === null) return [ours];
  const end = node_exporter.status === null ? 'no answer: ended by the bench' : `HTTP ${node_exporter.status}`;
  return [ours, row('node_exporter', node_exporter, end)];
};

const formatLimit = ({ limit, most, found, is_met }) =>
  `limit ${is_met ? 'met' : 'MISSED'}: ${limit}: ${found.toFixed(2)}, at most ${most}`;

/** Words to the left, numbers to the right, two spaces between columns. */
const table = (header, rows) => {
  if (rows.length === 0) return '';
  const isNumeric = header.map((_, i) => rows.every((row) => /^[\d.-]*$/.test(row[i])));
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const line = (cells) =>
    cells
      .map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
};

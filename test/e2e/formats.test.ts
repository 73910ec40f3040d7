// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseExact, portsOf } from './documents.js';
import { fabric, run } from './fabric.js';
import { hasPromtool } from './machine.js';
import { counterPath, healthyTree, plantText, scratch } from './trees.js';

const HOSTS = ['connectx7', 'bluefield3'] as const;

const answer = async (format: string, ...argv: readonly string[]): Promise<string> =>
  (await fabric(['hcaperf', '--format', format, ...argv])).stdout;

/** The cells of one line of CSV as RFC 4180 has them. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  );

/** `fabric_hcaperf_symbol_error_total{device="mlx5_4",port="1"} 65535` and comments; nothing else may be there. */
const SAMPLE = /^([A-Za-z_:][\w:]*)(\{(?:[A-Za-z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$/;

const samplesOf = (text: string): { series: string; name: string; labels: string; value: string }[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !/^# (HELP|TYPE) /.test(line))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      expect(name, `not a sample: ${line}`).not.toBe('');
      return { series: name + labels, name, labels, value };
    });

/** Numbers of a record that are no counters. */
const NO_COUNTERS = ['port', 'state_id', 'phys_state_id', 'rate_bytes_per_second', 'lid', 'hw_lifespan_seconds'];

type Counters = Readonly<Record<string, bigint>>;

const countersOf = (rows: Iterable<Readonly<Record<string, string | null>>>): Counters => {
  const found: Record<string, bigint> = {};
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) {
      const isCounter = !NO_COUNTERS.includes(field) && /^\d+$/.test(value ?? '');
      if (isCounter) found[`${row['device']}/${row['port']} ${field}`] = BigInt(value ?? '');
    }
  }
  return found;
};

const fromTable = (text: string): Counters =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ +/))
      .filter(([, , value]) => value !== '-')
      .map(([port, counter, value = '']) => [`${port} ${counter}`, BigInt(value.replace(/^>=/, ''))]),
  );

const fromCsv = (text: string): Counters => {
  const [header = [], ...rows] = text.trimEnd().split('\n').map(cellsOf);
  return countersOf(rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? null]))));
};

const fromNdjson = (text: string): Counters =>
  countersOf(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => parseExact(line) as Readonly<Record<string, string | null>>),
  );

const fromPrometheus = (text: string): Counters =>
  Object.fromEntries(
    samplesOf(text).flatMap(({ name, labels, value }) => {
      const counter = /^fabric_hcaperf_(\w+)_total$/.exec(name)?.[1];
      const [, device, port] = /^\{device="([^"]*)",port="([^"]*)"\}$/.exec(labels) ?? [];
      return counter === undefined ? [] : [[`${device}/${port} ${counter}`, BigInt(value)]];
    }),
  );

test('every format has the same counters, to the last digit', async () => {
  const root = await healthyTree();
  // What no double can hold; the data registers count words of 4 bytes.
  plantText(counterPath(root, 'mlx5_0', 'port_rcv_packets'), '9007199254740993\n');
  plantText(counterPath(root, 'mlx5_0', 'port_xmit_packets'), '18446744073709551615\n');
  plantText(counterPath(root, 'mlx5_0', 'port_rcv_data'), '4611686018427387903\n');
  const of = (format: string, ...argv: string[]): Promise<string> => answer(format, '--root', root, ...argv);
  const json = countersOf(portsOf(await of('json')).values());

  expect(Object.keys(json).length).toBeGreaterThan(500);
  expect(json).toMatchObject({
    'mlx5_0/1 port_rcv_packets': 9007199254740993n,
    'mlx5_0/1 port_xmit_packets': 18446744073709551615n,
    'mlx5_0/1 port_rcv_data_bytes': 18446744073709551612n,
    'mlx5_4/1 port_rcv_data_bytes': 12684004417722360n,
  });
  expect(fromTable(await of('table', '--group', 'all', '--raw'))).toEqual(json);
  expect(fromNdjson(await of('ndjson'))).toEqual(json);
  expect(fromCsv(await of('csv'))).toEqual(json);
  expect(fromPrometheus(await of('prometheus'))).toEqual(json);
});

test.each(HOSTS)(
  'JSON is one line, indented or not the same; every line of NDJSON is one object (%s)',
  async (host) => {
    const [json, pretty, ndjson] = await Promise.all([
      answer('json', '--replay', host),
      answer('json', '--pretty', '--replay', host),
      answer('ndjson', '--replay', host),
    ]);
    expect(json).toMatch(/^\{[^\n]*\}\n$/);
    expect(parseExact(pretty)).toEqual(parseExact(json));
    const lines = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => parseExact(line) as Record<string, unknown>);
    const { records, ...about } = parseExact(json) as { records: { ports: object[] } };
    expect(lines).toEqual([
      { record: 'document', ...about },
      ...records.ports.map((port) => ({ record: 'ports', ...port })),
    ]);
  },
);

/** Adapters that know counters which fabric does not, each other ones. */
const treeWithUnknownCounters = async (): Promise<string> => {
  const root = await healthyTree();
  plantText(counterPath(root, 'mlx5_0', 'vendor_steering_misses'), '18446744073709551615\n');
  plantText(counterPath(root, 'mlx5_1', 'vendor.flow-drops'), '12\n');
  plantText(counterPath(root, 'mlx5_1', 'comma,"quote"'), '13\n');
  return root;
};

test('CSV has as many cells in every row as in its header, also where only some adapters know a counter', async () => {
  const where = [...HOSTS.map((host) => ['--replay', host]), ['--root', await treeWithUnknownCounters()]];
  for (const argv of where) {
    const rows = (await answer('csv', ...argv)).trimEnd().split('\n').map(cellsOf);
    expect(new Set(rows.map((cells) => cells.length)), argv.join(' ')).toEqual(new Set([rows[0]?.length]));
    expect(new Set(rows[0]).size, 'every column once').toBe(rows[0]?.length);
  }
  const [header = [], first = [], second = []] = (await answer('csv', ...(where.at(-1) ?? [])))
    .split('\n')
    .map(cellsOf);
  const at = (name: string): (string | undefined)[] => [first, second].map((cells) => cells[header.indexOf(name)]);
  expect(at('vendor_steering_misses')).toEqual(['18446744073709551615', '']);
  expect(at('vendor.flow-drops')).toEqual(['', '12']);
  expect(at('comma,"quote"')).toEqual(['', '13']);
});

test.skipIf(!hasPromtool)('promtool finds nothing wrong with the metrics (needs promtool)', async () => {
  const where = [...HOSTS.map((host) => ['--all', '--replay', host]), ['--root', await treeWithUnknownCounters()]];
  for (const argv of where) {
    const file = join(scratch(), 'metrics.prom');
    writeFileSync(file, await answer('prometheus', ...argv));
    const check = await run(['/bin/sh', '-c', 'promtool check metrics < "$0"', file]);
    expect(check, argv.join(' ')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  }
});

test('every series stands once, whatever the counters of an adapter are called', async () => {
  const root = await healthyTree();
  for (const [i, name] of ['a.b', 'a-b', 'symbol-error', 'symbol_error_total'].entries()) {
    plantText(counterPath(root, 'mlx5_0', name), `${i + 1}\n`);
  }
  const samples = samplesOf(await answer('prometheus', '--root', root));
  const series = samples.map((sample) => sample.series);
  expect(series.filter((one, i) => series.indexOf(one) !== i)).toEqual([]);
});

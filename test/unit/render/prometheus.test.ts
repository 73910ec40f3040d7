// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeForeign } from '../../../src/core/escape.js';
import { index, number, text } from '../../../src/core/field.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { renderPrometheus, renderPrometheusFailure } from '../../../src/render/prometheus.js';
import type { Selection } from '../../../src/render/selection.js';
import { documentBy, documentOf, type End, end, finding, MADE_UP, wire } from '../wire.js';

const ALL: Selection = { type: 'ends', fields: null, group: undefined };
const metrics = (ends: readonly End[], selection: Partial<Selection> = {}): string =>
  renderPrometheus(documentOf(ends), wire, { ...ALL, ...selection });

type Sample = { readonly series: string; readonly labels: Record<string, string>; readonly value: string };

/** The text format 0.0.4, told again: what a scraper understands of each metric; throws at what it would refuse. */
const scrape = (exposition: string): Map<string, { help: string; type: string; samples: Sample[] }> => {
  const found = new Map<string, { help: string; type: string; samples: Sample[] }>();
  const series = new Set<string>();
  const lines = exposition.split('\n');
  if (lines.pop() !== '') throw new Error('the last line is not whole');
  for (let at = 0; at < lines.length; ) {
    const [, name = '', help = ''] = /^# HELP ([a-zA-Z_:][\w:]*) (.+)$/.exec(lines[at++] ?? '') ?? [];
    const [, typed = '', type = ''] = /^# TYPE (\S+) (counter|gauge)$/.exec(lines[at++] ?? '') ?? [];
    if (name === '' || typed !== name || found.has(name))
      throw new Error(`line ${at}: no HELP and TYPE of one metric, once`);
    const samples: Sample[] = [];
    for (; at < lines.length && !lines[at]?.startsWith('#'); at++) {
      const [, of, braces = '', value = ''] = /^([\w:]+)(?:\{(.*)\})? (-?\d[\d.e+-]*)$/.exec(lines[at] ?? '') ?? [];
      if (of !== name) throw new Error(`line ${at + 1} is no sample of ${name} without a time: ${lines[at]}`);
      const pairs = [...braces.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"(,|$)/g)];
      if (pairs.map(([pair]) => pair).join('') !== braces) throw new Error(`line ${at + 1} has no labels: ${braces}`);
      const plainOf = (_: string, c: string): string => (c === 'n' ? '\n' : c);
      const labels = Object.fromEntries(
        pairs.map(([, label = '', v = '']) => [label, v.replaceAll(/\\(.)/g, plainOf)]),
      );
      const key = `${name}{${braces}}`;
      if (series.has(key)) throw new Error(`${key} is there twice`);
      series.add(key);
      samples.push({ series: key, labels, value });
    }
    found.set(name, { help, type, samples });
  }
  return found;
};

test('counters get _total, texts and states label one info metric, labels label all, null prints nothing', () => {
  const ends = [
    end({ heat: null, downs: null, rx_bytes: 18446744073709551615n, extra: { own: 3n } }),
    end({ port: 2, lid: null, state: null, resets: null }),
  ];
  expect(metrics(ends)).toBe(
    `# HELP fabric_wire_rate_bytes_per_second Rate.
# TYPE fabric_wire_rate_bytes_per_second gauge
fabric_wire_rate_bytes_per_second{device="w_0",port="1"} 25000000000
fabric_wire_rate_bytes_per_second{device="w_0",port="2"} 25000000000
# HELP fabric_wire_lid Identifier.
# TYPE fabric_wire_lid gauge
fabric_wire_lid{device="w_0",port="1"} 7
# HELP fabric_wire_heat Heat.
# TYPE fabric_wire_heat gauge
fabric_wire_heat{device="w_0",port="2"} 40.5
# HELP fabric_wire_rx_bytes_total Bytes received.
# TYPE fabric_wire_rx_bytes_total counter
fabric_wire_rx_bytes_total{device="w_0",port="1"} 18446744073709551615
fabric_wire_rx_bytes_total{device="w_0",port="2"} 1210000000
# HELP fabric_wire_downs_total Went down. Since the last reset.
# TYPE fabric_wire_downs_total counter
fabric_wire_downs_total{device="w_0",port="2"} 0
# HELP fabric_wire_resets_total Was reset.
# TYPE fabric_wire_resets_total counter
fabric_wire_resets_total{device="w_0",port="1"} 0
# HELP fabric_wire_own_total Counter of the device.
# TYPE fabric_wire_own_total counter
fabric_wire_own_total{device="w_0",port="1"} 3
# HELP fabric_wire_info Text and state fields of ends.
# TYPE fabric_wire_info gauge
fabric_wire_info{device="w_0",port="1",netdev="eth0",state="active"} 1
fabric_wire_info{device="w_0",port="2",netdev="eth0"} 1
# HELP fabric_collect_success 1 if the provider returned data, 0 if it failed.
# TYPE fabric_collect_success gauge
fabric_collect_success{provider="wire"} 1
`,
  );
});

test.each([
  ['a backslash', String.raw`a\b`, String.raw`a\\b`],
  ['a backslash before an n, which is no line break', String.raw`a\nb`, String.raw`a\\nb`],
  ['a quote', 'a"b', String.raw`a\"b`],
  ['a quote after a backslash', String.raw`a\"b`, String.raw`a\\\"b`],
  ['what would end the sample', '"} 1', String.raw`\"} 1`],
])('%s in a label is escaped', (_what, netdev, escaped) => {
  expect(metrics([end({ netdev })])).toContain(`,netdev="${escaped}",`);
});

test('a scraper reads every label as it is shown elsewhere, and a line break never ends the line', () => {
  const foreign = fc.string({
    unit: fc.constantFrom('\\', '"', '\n', '\r', 'n', '{', '}', ',', '=', ' ', '#', 'ü', '\u001b', '\u2028'),
  });
  fc.assert(
    fc.property(foreign, foreign, (device, netdev) => {
      const found = scrape(metrics([end({ device, netdev })]));
      expect(found.get('fabric_wire_info')?.samples.map((s) => s.labels)).toEqual([
        { device: escapeForeign(device), port: '1', netdev: escapeForeign(netdev), state: 'active' },
      ]);
    }),
    { numRuns: 300 },
  );
});

test('every series is there once, however the devices name their own counters', () => {
  const found = scrape(metrics([end({ extra: { 'own-x': 1n, own_x: 2n, 'own.x': 3n } })]));
  const values = [...found.values()].flatMap((metric) => metric.samples).map((s) => s.value);
  expect(values).toEqual(expect.arrayContaining(['1', '2', '3']));
});

test('prints the requested fields, with the labels that make them a series', () => {
  const found = scrape(metrics([end({ extra: { own: 3n } })], { fields: ['rx_bytes', 'netdev'] }));
  expect([...found.keys()]).toEqual(['fabric_wire_rx_bytes_total', 'fabric_wire_info', 'fabric_collect_success']);
  expect(found.get('fabric_wire_info')?.samples[0]?.labels).toEqual({ device: 'w_0', port: '1', netdev: 'eth0' });
  expect([...scrape(metrics([end({ extra: { own: 3n } })], { group: 'errors' })).keys()]).toEqual([
    'fabric_wire_rate_bytes_per_second',
    'fabric_wire_lid',
    'fabric_wire_heat',
    'fabric_wire_downs_total',
    'fabric_wire_resets_total',
    'fabric_wire_info',
    'fabric_collect_success',
  ]);
});

const box = defineProvider({
  ...MADE_UP,
  name: 'box',
  types: {
    os: { many: false, fields: { name: text('Name.', 'os'), load: number('Load.', 'os') } },
    fans: list({ slot: index('Slot.', 'slots'), speed: number('Speed.', 'speed') }),
  },
  views: { summary: { type: 'fans', columns: [] } },
  parse: () => ({ records: { os: null, fans: [] }, findings: [] }),
});

test('of a provider with several types each metric names one of them', () => {
  const document = documentBy(box, { os: { name: 'Linux', load: 0.5 }, fans: [{ slot: 1, speed: 1200 }] });
  const series = [...scrape(renderPrometheus(document, box, { ...ALL, type: 'os' })).values()].flatMap(
    (m) => m.samples,
  );
  expect(series.map((s) => `${s.series} ${s.value}`)).toEqual([
    'fabric_box_os_load{} 0.5',
    'fabric_box_os_info{name="Linux"} 1',
    'fabric_box_fan_speed{slot="1"} 1200',
    'fabric_collect_success{provider="box"} 1',
  ]);
});

test('a failed provider still has its success metric, and never the reason', () => {
  const empty = renderPrometheus(documentOf([], [finding({ detail: 'EIO' })]), wire, ALL);
  expect(empty).toBe(
    '# HELP fabric_collect_success 1 if the provider returned data, 0 if it failed.\n# TYPE fabric_collect_success gauge\nfabric_collect_success{provider="wire"} 1\n',
  );
  expect(renderPrometheusFailure('wire')).toBe(empty.replace('} 1', '} 0'));
});

test('a text that changes on its own is no label: each change would be a new series', () => {
  const reason = { ...text('Why.', 'why'), volatile: true as const };
  const odd = defineProvider({
    ...MADE_UP,
    name: 'odd',
    types: { os: { many: false, fields: { name: text('Name.', 'name'), why: reason } } },
    views: { summary: { type: 'os', columns: [] } },
    parse: () => ({ records: { os: null }, findings: [] }),
  });
  const document = documentBy(odd, { os: { name: 'Linux', why: '311 link downs in 41d' } });
  expect(renderPrometheus(document, odd, { ...ALL, type: 'os' })).toContain('fabric_odd_info{name="Linux"} 1\n');
});

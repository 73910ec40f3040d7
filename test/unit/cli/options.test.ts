// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { ProviderFlags } from '../../../src/cli/flags.js';
import { parseDuration, parseOptions } from '../../../src/cli/options.js';
import { label } from '../../../src/core/field.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column } from '../../../src/core/view.js';
import { wire } from '../wire.js';

const FLAGS: ProviderFlags = {
  all: false,
  json: false,
  pretty: false,
  wide: false,
  stable: false,
  'no-color': false,
  'keep-identities': false,
  deadline: '10s',
};
const read = (flags: Partial<ProviderFlags> = {}) => parseOptions({ ...FLAGS, ...flags }, wire);

test('without flags: every device, the first view, a table, ten seconds', () => {
  expect(read()).toMatchObject({
    choice: { devices: [], all: false },
    view: wire.views['summary'],
    format: 'table',
    pretty: false,
    fields: null,
    sort: null,
    output: null,
    color: true,
    root: null,
    replay: null,
    deadlineSeconds: 10,
  });
});

test('with --all a table may have other columns', () => {
  const [view] = Object.values(wire.views);
  const columns = [column('KIND', 'state')];
  const provider = { ...wire, views: { summary: { type: 'ends', columns: [], ...view, all: columns } } };
  expect(parseOptions({ ...FLAGS, all: true }, provider).view.columns).toEqual(columns);
  expect(parseOptions(FLAGS, provider).view.columns).toEqual(view?.columns);
});

test('each flag becomes its option', () => {
  expect(
    read({
      device: ['w_0/2', 'w_*'],
      all: true,
      group: 'errors',
      json: true,
      pretty: true,
      fields: 'rx_bytes, own_counter,port',
      sort: 'rx_bytes',
      output: 'out/json',
      'no-color': true,
      'keep-identities': false,
      root: 'mnt',
      deadline: '500ms',
    }),
  ).toMatchObject({
    choice: {
      devices: [
        { device: 'w_0', port: 2 },
        { device: 'w_*', port: null },
      ],
      all: true,
    },
    view: wire.views['errors'],
    format: 'json',
    pretty: true,
    fields: ['rx_bytes', 'own_counter', 'port'],
    sort: 'rx_bytes',
    stable: false,
    output: 'out/json',
    color: false,
    root: resolve('mnt'),
    deadlineSeconds: 0.5,
  });
});

test('--interval repeats for ever, or --count times', () => {
  const repeats = [read(), read({ interval: '2s' }), read({ interval: '500ms', count: 3, json: true })];
  expect(repeats.map((options) => options.repeat)).toEqual([
    null,
    { seconds: 2, count: null },
    { seconds: 0.5, count: 3 },
  ]);
});

test('--pretty alone is JSON, and --json beside --format json is no conflict', () => {
  expect(
    [read({ pretty: true }), read({ json: true, format: 'json' }), read({ format: 'csv' })].map((o) => o.format),
  ).toEqual(['json', 'json', 'csv']);
});

test.each<[Partial<ProviderFlags>, string]>([
  [{ output: 'json' }, '-o takes a file name; for JSON use --json'],
  [{ output: 'csv' }, '-o takes a file name; for CSV use --format csv'],
  [{ output: '' }, '-o takes a file name'],
  [{ root: '/mnt', replay: 'bluefield3' }, 'choose either --root or --replay'],
  [{ json: true, format: 'csv' }, 'choose either --json or --format csv'],
  [{ pretty: true, format: 'table' }, 'choose either --pretty or --format table'],
  [{ fields: 'port', wide: true }, 'choose either --fields or --wide'],
  [{ fields: 'port,a b' }, 'unknown field a b'],
  [{ fields: '' }, 'unknown field '],
  [{ device: ['w_0', '../x'] }, 'invalid device ../x'],
  [{ count: 3 }, '--count requires --interval'],
  [{ interval: '1s', count: 0 }, 'invalid --count 0: must be 1 or more'],
  [{ interval: '1s', format: 'csv' }, '--interval works with table, json and ndjson, not csv'],
  [{ interval: '1s', stable: true }, 'choose either --interval or --stable'],
  [{ interval: '1s', group: 'errors' }, 'choose either --interval or --group'],
  [{ interval: '1s', output: 'file' }, 'choose either --interval or -o'],
  [{ deadline: '0' }, 'invalid --deadline 0: use 100ms to 1h, e.g. 500ms, 2s, 5m'],
])('rejects %j: %s', (flags, message) => {
  expect(() => read(flags)).toThrow(expect.objectContaining({ code: 'usage', message }));
});

const strict = defineProvider({
  ...wire,
  types: { ends: list({ device: label('Device.', 'wires'), netdev: label('Interface.', 'netdev') }) },
  views: { summary: { type: 'ends', columns: [column('DEVICE', 'device')] } },
  parse: () => ({ records: { ends: [] }, findings: [] }),
});

test.each([
  ['netdv', 'unknown field netdv; did you mean netdev?'],
  ['device,color', 'unknown field color'],
  ['constructor', 'unknown field constructor'],
  ['__proto__', 'unknown field __proto__'],
])('where devices have no counters of their own, --fields %s is refused at once', (fields, message) => {
  expect(() => parseOptions({ ...FLAGS, fields }, strict)).toThrow(expect.objectContaining({ code: 'usage', message }));
});

test.each([
  ['500ms', 0.5],
  ['100ms', 0.1],
  ['2s', 2],
  ['1.5s', 1.5],
  ['5m', 300],
  ['1h', 3600],
  ['60m', 3600],
  ['10', 10],
  ['0.1', 0.1],
  ['3600', 3600],
])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text, '--deadline')).toBeCloseTo(seconds, 9);
});

test.each([
  '',
  '0',
  '0s',
  '99ms',
  '61m',
  '2h',
  '3601',
  '-1s',
  '+1s',
  '1e1',
  '1d',
  's',
  '1 s',
  '1s ',
  '1,5s',
  '.5s',
  '1S',
  '0x10',
  'Infinity',
  'NaN',
  '1s2s',
])('rejects %j as a duration', (text) => {
  expect(() => parseDuration(text, '--interval')).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: `invalid --interval ${text}: use 100ms to 1h, e.g. 500ms, 2s, 5m`,
    }),
  );
});

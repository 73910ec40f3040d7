// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { countRecords, nameOfRecord, recordsOf } from '../../../src/core/document.js';
import { number, text } from '../../../src/core/field.js';
import { flagOption } from '../../../src/core/option.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column } from '../../../src/core/view.js';
import { defaultOptions } from '../../machines.js';
import { documentBy, documentOf, end, finding, MADE_UP, wire } from '../wire.js';

test('a document has provider, host and time, its fields as declared, then the device’s own counters by name', () => {
  const document = documentOf([end({ extra: { own_10: null, own_9: 18446744073709551615n } })]);
  expect(document).toEqual({
    schema: 'fabric.wire/1',
    host: 'h-01',
    collected_at: '2026-11-22T08:00:00.000Z',
    duration_seconds: 0.014,
    source: 'direct',
    records: {
      ends: [
        {
          device: 'w_0',
          port: 1,
          netdev: 'eth0',
          state: 'active',
          rate_bytes_per_second: 25e9,
          lid: 7,
          heat: 40.5,
          rx_bytes: 1210000000n,
          downs: 0n,
          resets: 0n,
          own_9: 18446744073709551615n,
          own_10: null,
        },
      ],
    },
    problems: [],
  });
  expect(Object.keys(recordsOf(document, 'ends')[0] ?? {})).toEqual([
    ...Object.keys(wire.types.ends.fields),
    'own_9',
    'own_10',
  ]);
});

test('the fields of a problem stand as in the record, whatever order the files were read in', () => {
  const fields = ['own_10', 'downs', 'own_9', 'netdev'];
  const [problem] = documentOf(
    [end()],
    fields.map((field) => finding({ field })),
  ).problems;
  expect(problem?.fields).toEqual(['netdev', 'downs', 'own_9', 'own_10']);
});

test('null is a value of every field but a label', () => {
  const nothing = { netdev: null, state: null, rate_bytes_per_second: null, lid: null, heat: null };
  expect(() => documentOf([end({ ...nothing, rx_bytes: null, downs: null, resets: null })])).not.toThrow();
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['a number for a counter', { rx_bytes: 5 }, /wire\.ends\.rx_bytes is number 5, expected counter/],
  ['a negative counter', { downs: -1n }, /downs is bigint -1/],
  ['a bigint for a gauge', { lid: 5n }, /wire\.ends\.lid is bigint 5, expected gauge/],
  ['NaN', { lid: Number.NaN }, /lid is number NaN/],
  ['an infinite gauge', { lid: Number.POSITIVE_INFINITY }, /lid is number Infinity/],
  ['a word outside the set', { state: 'up' }, /wire\.ends\.state is string up, expected state/],
  ['a number for a text', { netdev: 5 }, /wire\.ends\.netdev is number 5, expected text/],
  ['a label without a value', { device: null }, /wire\.ends\.device is object null, expected label/],
  ['a fraction for a whole label', { port: 1.5 }, /wire\.ends\.port is number 1\.5, expected label/],
  ['a text for a whole label', { port: '1' }, /wire\.ends\.port is string 1, expected label/],
  ['a field that is missing', { heat: undefined }, /heat is undefined/],
  ['a field that nobody declared', { color: 'red' }, /wire\.ends\.color is not declared/],
  [
    'a declared field among the device’s own',
    { extra: { downs: 1n } },
    /wire\.ends\.downs is declared but was passed as extra/,
  ],
])('%s is a bug that names the field', (_what, wrong, message) => {
  const make = () => documentOf([{ ...end(), ...wrong }]);
  expect(make).toThrow(expect.objectContaining({ code: 'bug' }));
  expect(make).toThrow(message);
});

const box = defineProvider({
  ...MADE_UP,
  name: 'box',
  privilege: 'root',
  types: {
    os: { many: false, fields: { name: text('Name.', 'os') } },
    fans: list({ speed: number('Speed.', 'fans') }),
  },
  views: { summary: { type: 'os', columns: [column('NAME', 'name')] } },
  parse: () => ({ records: { os: null, fans: [] }, findings: [] }),
});

test('a type of one is an object, or null when there is none; a list is a list even when empty', () => {
  const one = documentBy(box, { os: { name: 'Linux' }, fans: [] });
  expect(one.records).toEqual({ os: { name: 'Linux' }, fans: [] });
  expect([recordsOf(one, 'os'), recordsOf(one, 'fans'), countRecords(one)]).toEqual([[{ name: 'Linux' }], [], 1]);
  const none = documentBy(box, { os: null, fans: [{ speed: 0 }] });
  expect(none.records).toEqual({ os: null, fans: [{ speed: 0 }] });
  expect([recordsOf(none, 'os'), countRecords(none)]).toEqual([[], 1]);
});

test('a type of an option is present with it, also when empty, and absent without it', () => {
  const fans = { ...box.types.fans, option: 'fans' };
  const asking = defineProvider({ ...box, types: { ...box.types, fans }, options: { fans: flagOption('every fan') } });
  const records = (asked: boolean) =>
    documentBy(asking, { os: null, fans: [] }, [], { options: { fans: asked } }).records;
  expect(records(true)).toEqual({ os: null, fans: [] });
  expect(records(false)).toEqual({ os: null });
  const csv = (asked: boolean) => defaultOptions(asking, { format: 'csv', type: 'fans', fans: asked });
  expect(csv(true).type).toBe('fans');
  expect(() => csv(false)).toThrow('--type fans requires --fans');
  expect(() => defineProvider({ ...box, types: asking.types })).toThrow('box.fans: unknown option fans');
});

test('of a provider that needs root a missing permission is a warning, of another a note', () => {
  const denied = { type: 'fans', where: '', field: null, code: 'permission', detail: 'EACCES' } as const;
  const { problems } = documentBy(box, { os: null, fans: [] }, [denied]);
  expect(problems[0]?.severity).toBe('warning');
  expect(documentOf([], [{ ...denied, type: 'ends' }]).problems[0]?.severity).toBe('note');
});

test('a record is named by its labels', () => {
  const [record = {}] = recordsOf(documentOf([end({ device: 'mlx5_4', port: 2 })]), 'ends');
  expect(nameOfRecord(wire.types.ends, record)).toBe('mlx5_4/2');
});

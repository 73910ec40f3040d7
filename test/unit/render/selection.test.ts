// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { recordsOf } from '../../../src/core/document.js';
import { text } from '../../../src/core/field.js';
import { list } from '../../../src/core/record-type.js';
import { type Selection, selectFields } from '../../../src/render/selection.js';
import { documentOf, end, finding, wire } from '../wire.js';

const DOCUMENT = documentOf([end({ extra: { own: 3n } }), end({ port: 2 })], [finding({ field: 'lid' })]);
const shown = (selection: Partial<Selection>) =>
  recordsOf(selectFields(DOCUMENT, wire.types, { type: 'ends', fields: null, group: undefined, ...selection }), 'ends');

test('without a selection everything stays', () => {
  expect(shown({})).toEqual(recordsOf(DOCUMENT, 'ends'));
});

test('fields come in the requested order, null where a device has none of that name', () => {
  expect(shown({ fields: ['own', 'device'] })).toEqual([
    { own: 3n, device: 'w_0' },
    { own: null, device: 'w_0' },
  ]);
  expect(Object.keys(shown({ fields: ['own', 'device'] })[0] ?? {})).toEqual(['own', 'device']);
});

test('a group leaves out the counters of other groups and those that only the device knows', () => {
  expect(shown({ group: 'traffic' }).map((record) => Object.keys(record))).toEqual(
    Array(2).fill(['device', 'port', 'netdev', 'state', 'rate_bytes_per_second', 'lid', 'heat', 'rx_bytes']),
  );
});

test('other types, the run and the problems stay complete', () => {
  const two = { ...DOCUMENT, records: { ...DOCUMENT.records, cables: [{ name: 'red' }] } };
  const types = { ...wire.types, cables: list({ name: text('Name.', 'name') }) };
  const selected = selectFields(two, types, { type: 'ends', fields: ['port'], group: undefined });
  expect(selected).toEqual({ ...two, records: { ends: [{ port: 1 }, { port: 2 }], cables: [{ name: 'red' }] } });
});

test('a type of one stays one', () => {
  const types = { os: { many: false, fields: { name: text('Name.', 'os'), kernel: text('Kernel.', 'os') } } } as const;
  const selection = { type: 'os', fields: ['kernel'], group: undefined };
  const one = { ...DOCUMENT, records: { os: { name: 'Linux', kernel: '6.12' } } };
  expect(selectFields(one, types, selection).records).toEqual({ os: { kernel: '6.12' } });
  expect(selectFields({ ...DOCUMENT, records: { os: null } }, types, selection).records).toEqual({ os: null });
});

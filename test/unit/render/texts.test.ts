// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A list of texts and a label that is not always there, in every format. */

import { expect, test } from 'vitest';
import { jsonSchema } from '../../../scripts/generate/json-schema.js';
import { nameOfRecord } from '../../../src/core/document.js';
import { label, optionalLabel, texts } from '../../../src/core/field.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column } from '../../../src/core/view.js';
import { gridOf } from '../../../src/render/cells.js';
import { renderCsv } from '../../../src/render/csv.js';
import { renderJson } from '../../../src/render/json.js';
import { renderPrometheus } from '../../../src/render/prometheus.js';
import { documentBy, MADE_UP } from '../wire.js';

const SLOTS = list({
  card: optionalLabel('Card.', 'card'),
  slot: label('Slot.', 'slot'),
  netdevs: texts('Network interfaces.', 'net'),
});
const rack = defineProvider({
  ...MADE_UP,
  name: 'rack',
  types: { slots: SLOTS },
  views: { summary: { type: 'slots', columns: [column('NETDEVS', 'netdevs'), column('BOTH', 'card', 'card')] } },
  parse: () => ({ records: { slots: [] }, findings: [] }),
});

const TWO = { card: 'c0', slot: '1', netdevs: ['eth0', 'eth1'] };
const NONE = { card: null, slot: '2', netdevs: [] };
const UNKNOWN = { card: null, slot: '3', netdevs: null };
const document = documentBy(rack, { slots: [TWO, NONE, UNKNOWN] });
const SELECTION = { type: 'slots', fields: null, group: undefined };

test('JSON has a list as a list: none is empty, unknown is null', () => {
  expect(JSON.parse(renderJson(document, false)).records.slots).toEqual([TWO, NONE, UNKNOWN]);
});

test('CSV and a table join it by commas', () => {
  expect(renderCsv(document, SLOTS, SELECTION)).toBe('card,slot,netdevs\nc0,1,"eth0,eth1"\n,2,\n,3,\n');
  const view = rack.views['summary'] ?? { type: 'slots', columns: [] };
  const grid = gridOf(document, SLOTS, view, view.columns, { human: true });
  expect(grid.rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ['eth0,eth1', 'c0/c0'],
    ['-', '-'],
    ['-', '-'],
  ]);
});

test('Prometheus leaves out a label that is not installed, and a list with nothing in it', () => {
  const samples = renderPrometheus(document, rack, SELECTION).split('\n');
  expect(samples.filter((line) => line.startsWith('fabric_rack'))).toEqual([
    'fabric_rack_info{card="c0",slot="1",netdevs="eth0,eth1"} 1',
  ]);
});

test('the name of a record is made of the labels that it has', () => {
  expect([TWO, NONE].map((record) => nameOfRecord(SLOTS, record))).toEqual(['c0/1', '2']);
});

test('the schema knows both', () => {
  expect(JSON.stringify(jsonSchema(rack))).toContain('"card":{"type":["string","null"]');
  expect(JSON.stringify(jsonSchema(rack))).toContain('"netdevs":{"type":["array","null"],"items":{"type":"string"}');
});

test.each([
  ['a text in the place of a list', { ...TWO, netdevs: 'eth0' }],
  ['a list of numbers', { ...TWO, netdevs: [1] }],
  ['null for a label that every record has', { ...TWO, slot: null }],
])('%s is a bug', (_what, record) => {
  expect(() => documentBy(rack, { slots: [record] })).toThrow(/^rack\.slots\./);
});

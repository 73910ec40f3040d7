// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonSchema } from '../../../scripts/generate/json-schema.js';
import { providerPage } from '../../../scripts/generate/provider-page.js';
import { surface } from '../../../scripts/generate/surface.js';
import { recordsOf } from '../../../src/core/document.js';
import type { Field, RowFields } from '../../../src/core/field.js';
import { fieldAt, gauge, index, label, number, rows } from '../../../src/core/field.js';
import { writeJson } from '../../../src/core/json.js';
import type { Json } from '../../../src/core/json-value.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { stableDocument } from '../../../src/core/stable.js';
import type { View } from '../../../src/core/view.js';
import { cable, cableDocument, cables, lane, laneFinding } from '../cable.js';
import { MADE_UP } from '../wire.js';

test('rows are a list in the record, in the order of their declaration, or null', () => {
  const { errors, state, ...rest } = lane(3);
  const document = cableDocument([cable({ lanes: [{ errors, state, ...rest }] }), cable({ port: 2, lanes: null })]);
  const [whole, none] = recordsOf(document, 'cables');
  expect(JSON.stringify(Object.keys(Object(whole?.['lanes'])[0]))).toBe('["lane","rx_power_dbm","state","errors"]');
  expect(none?.['lanes']).toBeNull();
});

test.each<[string, unknown, RegExp]>([
  [
    'a list of something else',
    [{ ...lane(0), errors: 5 }],
    /cable\.cables\.lanes\.errors is number 5, expected counter/,
  ],
  [
    'a row without its label',
    [{ ...lane(0), lane: null }],
    /cable\.cables\.lanes\.lane is object null, expected label/,
  ],
  ['a row with a field that nobody declared', [{ ...lane(0), color: 'red' }], /cables\.lanes\.color is not declared/],
  ['no list', 4, /cables\.lanes is number, expected rows/],
  ['nothing at all', undefined, /cables\.lanes is undefined, expected rows/],
])('%s is a bug that names the field', (_what, lanes, message) => {
  expect(() => cableDocument([{ ...cable(), lanes }])).toThrow(message);
});

test('a truth is true, false or null', () => {
  expect(cableDocument([cable({ plugged: null })]).records).toMatchObject({ cables: [{ plugged: null }] });
  expect(() => cableDocument([{ ...cable(), plugged: 1 }])).toThrow(/plugged is number 1, expected boolean/);
});

test('the fields of a problem stand as they are declared, those of rows behind the rows', () => {
  const [problem] = cableDocument(
    [cable()],
    ['lanes.errors', 'model', 'lanes', 'lanes.rx_power_dbm'].map((field) => laneFinding({ field })),
  ).problems;
  expect(problem?.fields).toEqual(['model', 'lanes', 'lanes.rx_power_dbm', 'lanes.errors']);
});

test('--stable keeps of rows what keeps its value', () => {
  const document = cableDocument([cable()], [laneFinding({}), laneFinding({ field: 'lanes.state' })]);
  const { records, problems } = stableDocument(document, cables.types);
  expect(records['cables']).toEqual([
    {
      device: 'w_0',
      port: 1,
      plugged: true,
      model: 'M-1',
      lanes: [
        { lane: 0, state: 'locked' },
        { lane: 1, state: 'lost' },
      ],
    },
  ]);
  expect(problems.map((p) => p.fields)).toEqual([['lanes.state']]);
  const { lanes } = cables.types.cables.fields;
  const fleeting = { ...cables.types, cables: list({ lanes: { ...lanes, volatile: true } }) };
  const rest = stableDocument(document, fleeting);
  expect([rest.records['cables'], rest.problems]).toEqual([[{}], []]);
});

test('a field of rows is found by its whole name', () => {
  const { fields } = cables.types.cables;
  expect(fieldAt(fields, 'lanes.lane')?.help).toBe('Lane.');
  expect(['lane', 'lanes.lan', 'model.lane', 'lanes.lane.lane', 'toString'].map((n) => fieldAt(fields, n))).toEqual(
    Array(5).fill(undefined),
  );
});

const define = (fields: RowFields, beside: Readonly<Record<string, Field>> = {}, view: Partial<View> = {}) =>
  defineProvider({
    ...MADE_UP,
    name: 'box',
    types: { fans: list({ slot: index('Slot.', 'slots'), ...beside, blades: rows('Blades.', 'blades', fields) }) },
    views: { summary: { type: 'fans', columns: [], ...view } },
    parse: () => ({ records: { fans: [] }, findings: [] }),
  });
const BLADE = { blade: label('Blade.', 'blades') };

test.each<[string, () => unknown, string]>([
  ['no label', () => define({ heat: number('Heat.', 'x') }), 'blades needs a label that distinguishes its rows'],
  [
    'a label of the record',
    () => define({ ...BLADE, slot: index('Slot.', 'x') }),
    'blades.slot is already a label of the record',
  ],
  [
    'the metric of a field',
    () => define({ ...BLADE, heat: number('Heat.', 'x') }, { blade_heat: number('Heat.', 'x') }),
    'blades.heat is the same metric as blade_heat',
  ],
  [
    'a unit that a name does not end in',
    () => define({ ...BLADE, heat: gauge('celsius', 'Heat.', 'x') }),
    'blades.heat must end in _celsius',
  ],
])('rows with %s are refused', (_fault, declare, message) => {
  expect(declare).toThrow(`box.fans.${message}`);
});

test('a view of rows names a field that has them, and a range one of theirs', () => {
  expect(() => define(BLADE, {}, { rows: { each: 'rows', of: 'slot' } })).toThrow('view summary: slot has no rows');
  const columns = [{ kind: 'range' as const, header: 'X', range: 'blades.heat' }];
  expect(() => define(BLADE, {}, { columns })).toThrow('view summary: no field blades.heat in fans');
});

test('its documents are valid against its JSON Schema, and documents with another row are not', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
    jsonSchema(cables),
  );
  const document = cableDocument([cable(), cable({ port: 2, lanes: null, plugged: null })]);
  const plain = JSON.parse(writeJson(document as unknown as Json));
  validate(plain);
  expect(validate.errors).toBeNull();
  plain.records.cables[0].lanes[0].color = 'red';
  expect(validate(plain)).toBe(false);
});

test('the page and the surface name the fields of rows and their metrics, and none of a type without metrics', () => {
  const page = providerPage(cables);
  expect(page).toContain('| `lanes` | rows | The lanes. None in copper. | lanes | - |');
  expect(page).toContain(
    '| `lanes.rx_power_dbm` | gauge | Light received. | rx | `fabric_cable_cable_lane_rx_power_dbm` |',
  );
  expect(page).toContain('| `part` | label | Part. | parts | - |');
  expect(surface([], [cables])).toMatchObject({
    documents: {
      'fabric.cable/1': {
        cables: expect.arrayContaining(['lanes', 'lanes.lane', 'lanes.errors']),
        parts: ['device', 'part', 'count'],
      },
    },
    metrics: [
      'fabric_cable_cable_plugged',
      'fabric_cable_cable_lane_rx_power_dbm',
      'fabric_cable_cable_lane_errors_total',
      'fabric_cable_cable_lane_info',
      'fabric_cable_cable_info',
    ],
  });
});

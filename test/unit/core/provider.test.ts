// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { Field } from '../../../src/core/field.js';
import { gauge, label, number, text } from '../../../src/core/field.js';
import { flagOption } from '../../../src/core/option.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column, type View } from '../../../src/core/view.js';
import { MADE_UP } from '../wire.js';

const counter = (unit: 'bytes' | 'packets' | undefined): Field => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  help: 'Counts.',
  from: 'file',
  ...(unit === undefined ? {} : { unit }),
});

const define = (field: Record<string, Field>, view: Partial<View> = {}) =>
  defineProvider({
    ...MADE_UP,
    name: 'box',
    types: { fans: list(field) },
    views: { summary: { type: 'fans', columns: [], ...view } },
    parse: () => ({ records: { fans: [] }, findings: [] }),
  });

test('accepts a declaration with complete sentences and units in its names', () => {
  const fields = {
    slot: label('Slot. From 1.', 'slots'),
    rx_bytes: counter('bytes'),
    VL15_dropped: counter(undefined),
    rate_bytes_per_second: gauge('bytes_per_second', 'Rate.', 'rate'),
    words_in_bytes: text('A text may speak of a unit.', 'file'),
  };
  const provider = define(fields, { columns: [column('SLOT', 'slot')], wide: [column('RX', 'rx_bytes')] });
  expect(provider.types.fans.fields).toEqual(fields);
});

test.each<[string, Record<string, Field>, string]>([
  [
    'no help',
    { slot: label('', 'slots') },
    'box.fans.slot needs help text: a sentence with a capital letter and a period',
  ],
  [
    'a help that is no sentence',
    { slot: label('the slot', 'slots') },
    'box.fans.slot needs help text: a sentence with a capital letter and a period',
  ],
  ['no source', { slot: label('Slot.', '') }, 'box.fans.slot needs a source'],
  ['a unit that its name does not end in', { rx: counter('bytes') }, 'box.fans.rx must end in _bytes'],
  ['another unit in its name', { rx_bytes: counter('packets') }, 'box.fans.rx_bytes must end in _packets'],
  [
    'a unit only in its name',
    { rx_bytes: counter(undefined) },
    'box.fans.rx_bytes ends in _bytes but does not declare that unit',
  ],
  [
    'a rate only in its name',
    { rate_bytes_per_second: number('Rate.', 'rate') },
    'box.fans.rate_bytes_per_second ends in _bytes_per_second but does not declare that unit',
  ],
  [
    'a name that no metric may have',
    { 'rx-count': counter(undefined) },
    'box.fans.rx-count is not a valid metric name',
  ],
  ['a name that begins with a digit', { '2nd': counter(undefined) }, 'box.fans.2nd is not a valid metric name'],
])('a field with %s is refused', (_mistake, fields, message) => {
  expect(() => define(fields)).toThrow(message);
});

test('a view may only name fields of its type, in its columns and in what --wide adds', () => {
  const fields = { slot: label('Slot.', 'slots') };
  const message = 'box view summary: no field sl0t in fans';
  expect(() => define(fields, { columns: [column('SLOT', 'slot', 'sl0t')] })).toThrow(message);
  expect(() => define(fields, { wide: [column('SLOT', 'sl0t')] })).toThrow(message);
  expect(() => define(fields, { type: 'pumps', columns: [column('SLOT', 'slot')] })).toThrow('no field slot in pumps');
});

test('further rows of a table have as many columns, of fields that their type has', () => {
  const fields = { slot: label('Slot.', 'slots') };
  const columns = [column('SLOT', 'slot')];
  const more = (...own: Parameters<typeof column>[]) => [{ type: 'fans', columns: own.map((one) => column(...one)) }];
  expect(() => define(fields, { columns, more: more(['SLOT', 'slot']) })).not.toThrow();
  expect(() => define(fields, { columns, more: more(['SLOT', 'sl0t']) })).toThrow('no field sl0t in fans');
  const shorter = 'box view summary: fans has other columns than fans';
  expect(() => define(fields, { columns, more: more() })).toThrow(shorter);
  const left = { kind: 'fields' as const, header: 'AVAIL', fields: ['slot'], headroomOf: 'sl0t' };
  expect(() => define(fields, { columns: [left] })).toThrow('no field sl0t in fans');
});

test.each<[string, string, Partial<View>, string]>([
  ['is no flag', 'Exit_Code', {}, 'box option Exit_Code is not a valid flag name'],
  ['that a view names is not declared', 'health', { option: 'module' }, 'box view other: unknown option module'],
])('an option that %s is refused', (_mistake, name, view, message) => {
  const fields = { slot: label('Slot.', 'slots') };
  const declare = () =>
    defineProvider({
      ...MADE_UP,
      name: 'box',
      types: { fans: list(fields) },
      options: { [name]: flagOption('x') },
      views: { summary: { type: 'fans', columns: [] }, other: { type: 'fans', columns: [], ...view } },
      parse: () => ({ records: { fans: [] }, findings: [] }),
    });
  expect(declare).toThrow(message);
});

test('the default table is there without an option, and the tables behind it are checked too', () => {
  const fields = { slot: label('Slot.', 'slots') };
  expect(() => define(fields, { option: 'health' })).toThrow(
    'box view summary: the default view must not need an option',
  );
  const bad: View = { type: 'fans', columns: [column('SLOT', 'sl0t')] };
  for (const view of [{ below: bad }, { wide: bad }]) {
    expect(() => define(fields, view)).toThrow('box view summary: no field sl0t in fans');
  }
});

test.each<[string, object, string]>([
  ['a name with capital letters', { name: 'Box' }, 'src/collectors: provider name "Box" must be lower-case'],
  ['a name with a path', { name: '../box' }, 'src/collectors: provider name "../box" must be lower-case'],
  ['a relative path', { reads: ['proc/uptime'] }, 'src/collectors/box.ts: box reads proc/uptime: use an absolute path'],
  ['a path that climbs', { reads: ['/sys/../etc'] }, 'src/collectors/box.ts: box reads /sys/../etc: use an absolute'],
  ['an empty component', { reads: ['/sys//class'] }, 'src/collectors/box.ts: box reads /sys//class: use an absolute'],
  ['no view', { views: {} }, 'src/collectors/box.ts: box needs a view or sections'],
])('refuses a provider with %s and names its file', (_what, part, message) => {
  const views = { summary: { type: 'fans', columns: [] } };
  const types = { fans: list({ slot: label('Slot.', 'slots') }) };
  const parse = () => ({ records: { fans: [] }, findings: [] });
  expect(() => defineProvider({ ...MADE_UP, name: 'box', types, views, parse, ...part })).toThrow(message);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseView } from '../../../src/cli/choose-view.js';
import { providerFlags } from '../../../src/cli/flags.js';
import { parseOptionValues } from '../../../src/cli/option-values.js';
import { parseOptions } from '../../../src/cli/options.js';
import { label, text } from '../../../src/core/field.js';
import { documentOption, flagOption, textOption } from '../../../src/core/option.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column, tablesOf, type View } from '../../../src/core/view.js';
import { scratch } from '../../scratch.js';
import { MADE_UP, wire } from '../wire.js';

const SETTINGS: View = { type: 'settings', columns: [column('NAME', 'name')], option: ['param', 'changed'] };
const box = defineProvider({
  ...MADE_UP,
  name: 'box',
  types: {
    boxes: list({ device: label('Device.', 'boxes'), model: text('Model.', 'model') }),
    settings: list({ device: label('Device.', 'boxes'), name: label('Name.', 'settings') }),
  },
  options: {
    health: flagOption('what is not ok'),
    param: textOption('GLOB', 'these settings', { many: true, pattern: '[A-Z_*]+|none' }),
    changed: flagOption('what is not as it came'),
    only: textOption('NAME', 'one of them'),
    baseline: documentOption('FILE', 'what differs from it'),
  },
  omitFlags: ['all'],
  views: {
    summary: { type: 'boxes', columns: [column('DEVICE', 'device')], below: SETTINGS },
    health: { type: 'boxes', columns: [column('DEVICE', 'device')], option: 'health' },
    settings: SETTINGS,
  },
  parse: () => ({ records: { boxes: [], settings: [] }, findings: [] }),
});

const values = (flags: Readonly<Record<string, unknown>> = {}) => parseOptionValues(flags, box.options);
const DEFAULTS = { health: false, param: [], changed: false, only: null, baseline: null };

const FLAGS = {
  json: false,
  pretty: false,
  wide: false,
  stable: false,
  'no-color': false,
  'keep-identities': false,
  deadline: '10s',
};
const read = (flags: Readonly<Record<string, unknown>>) => parseOptions({ ...FLAGS, ...flags }, box, values(flags));

test('lists its options under Selection, and omits flags that do not apply', () => {
  const flags = providerFlags(box);
  expect(Object.keys(flags).slice(0, 6)).toEqual(['device', 'health', 'param', 'changed', 'only', 'baseline']);
  expect(flags).toHaveProperty('type');
  expect(flags['param']).toMatchObject({ type: 'option', multiple: true, helpValue: 'GLOB', helpGroup: 'Selection' });
  expect(flags['health']).toMatchObject({ type: 'boolean', summary: 'what is not ok', helpGroup: 'Selection' });
  expect(['all', 'group'].filter((name) => name in flags)).toEqual([]);
  expect([flags['interval']?.hidden, flags['count']?.hidden]).toEqual([true, true]);
  expect(providerFlags({ ...box, omitFlags: ['device'] })).not.toHaveProperty('device');
  expect(Object.keys(providerFlags(wire))).toEqual(expect.arrayContaining(['device', 'all', 'group']));
  expect(providerFlags(wire)).not.toHaveProperty('type');
});

test('its collector gets a value for every option', () => {
  expect(read({}).choice).toEqual({ devices: [], all: false, options: DEFAULTS });
  expect(read({ health: true, only: 'x' }).choice.options).toEqual({ ...DEFAULTS, health: true, only: 'x' });
  expect(values({ param: ['A_*', 'none'] })).toEqual({ ...DEFAULTS, param: ['A_*', 'none'] });
  expect(parseOptionValues({ json: true })).toEqual({});
});

test('rejects a text that does not match the whole pattern', () => {
  for (const text of ['a', 'NONEnone', 'A b']) {
    expect(() => values({ param: ['A', text] })).toThrow(
      expect.objectContaining({ code: 'usage', message: `invalid --param ${text}: expected GLOB` }),
    );
  }
});

const place = scratch();
const fileOf = (content: string): string => {
  const file = join(place, 'golden.json');
  writeFileSync(file, content);
  return file;
};

test('reads a document completely, with integers of any size', () => {
  const file = fileOf('{"rx_bytes":18446744073709551615}');
  expect(values({ baseline: file })['baseline']).toEqual({ file, content: { rx_bytes: 18446744073709551615n } });
});

test.each<[string, () => string, string]>([
  ['no file', () => join(place, 'gone'), ' cannot be read (ENOENT)'],
  ['a directory', () => place, ' is not a regular file'],
  ['a cut document', () => fileOf('{"a":'), ': not valid JSON (Unexpected end of JSON input)'],
  [
    'a document that says two things',
    () => fileOf('{"a":1,"a":2}'),
    ': not valid JSON ("a" is there twice in one object)',
  ],
])('%s for a document is a usage error that names it', (_what, make, reason) => {
  const file = make();
  const message = expect.stringContaining(`--baseline ${file}${reason}`);
  expect(() => values({ baseline: file })).toThrow(expect.objectContaining({ code: 'usage', message }));
});

test('an option chooses its table; two of one table are no conflict, of two tables they are', () => {
  const { summary, health, settings } = box.views;
  const chosen = (flags: Readonly<Record<string, unknown>>) => read(flags).view;
  expect([chosen({}), chosen({ health: true }), chosen({ param: ['A'] })]).toEqual([summary, health, settings]);
  expect(chosen({ param: ['A'], changed: true })).toBe(settings);
  expect(() => chosen({ health: true, changed: true })).toThrow('choose either --health or --changed');
  const views = { ...box.views, all: { type: 'boxes', columns: [] } };
  expect(() => chooseView('all', values({ changed: true }), { ...box, views })).toThrow(
    expect.objectContaining({ code: 'usage', message: 'choose either --group or --changed' }),
  );
});

test('--type selects the records of a csv, and --fields are of that type', () => {
  expect([read({ format: 'csv' }).type, read({ format: 'csv', type: 'settings' }).type]).toEqual(['boxes', 'settings']);
  expect(read({ changed: true, format: 'csv' }).type).toBe('settings');
  expect(read({ format: 'csv', type: 'settings', fields: 'name' }).fields).toEqual(['name']);
  expect(() => read({ format: 'csv', type: 'settings', fields: 'model' })).toThrow('unknown field model');
  expect(() => read({ type: 'settings' })).toThrow('--type applies to --format csv only');
});

test('--wide adds columns or shows another table, also of the one below', () => {
  const lanes: View = { type: 'lanes', columns: [column('LANE', 'lane')] };
  const view: View = {
    type: 'boxes',
    columns: [column('A', 'a')],
    wide: [column('B', 'b')],
    below: { type: 'boxes', columns: [column('C', 'c')], wide: lanes },
  };
  const headers = (isWide: boolean) => tablesOf(view, isWide).map((t) => t.columns.map((c) => c.header).join());
  expect([headers(false), headers(true)]).toEqual([
    ['A', 'C'],
    ['A,B', 'LANE'],
  ]);
});

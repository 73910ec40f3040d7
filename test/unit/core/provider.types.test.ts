// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The compiler checks this file: each `@ts-expect-error` is a mistake that must not compile. */

import { expect, test } from 'vitest';
import { index, label, state, text } from '../../../src/core/field.js';
import { documentOption, flagOption, type OptionDocument, textOption } from '../../../src/core/option.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list, type Parsed, withExtra } from '../../../src/core/record-type.js';
import { MADE_UP } from '../wire.js';

const fan = list({
  rack: label('Rack.', 'racks'),
  slot: index('Slot.', 'slots'),
  model: text('Model.', 'model'),
  state: state(['on', 'off'], 'State.', 'state'),
  turns: { kind: 'counter', bits: 64, atMax: 'wraps', scale: 1n, help: 'Turns.', from: 'turns' },
});
const types = {
  fans: withExtra(fan, 'Own counters.'),
  os: { many: false, fields: { name: text('Name.', 'os') } },
} as const;

const base = {
  ...MADE_UP,
  name: 'box',
  types,
  views: { summary: { type: 'fans', columns: [] } },
  collect: async (): Promise<{ lines: readonly string[] }> => ({ lines: [] }),
} as const;

const right = { rack: 'r1', slot: 1, model: null, state: 'on', turns: 5n, extra: { own: 1n } } as const;
const nothing = { records: { fans: [], os: null }, findings: [] } as const;

test('what is declared and collected is what parse takes and gives', () => {
  const parse = (raw: { lines: readonly string[] }): Parsed<typeof types> => ({
    records: { fans: raw.lines.map(() => right), os: { name: 'Linux' } },
    findings: [{ type: 'fans', where: '', field: null, code: 'absent', detail: '' }],
  });
  expect(defineProvider({ ...base, parse }).parse({ lines: ['one'] }).records.fans).toEqual([right]);
  expect(defineProvider({ ...base, parse: () => nothing }).types).toBe(types);
});

test('parse may not give another record than the declared one, nor take what collect does not give', () => {
  const { findings } = nothing;
  // @ts-expect-error a number for a counter
  defineProvider({ ...base, parse: () => ({ records: { fans: [{ ...right, turns: 5 }], os: null }, findings }) });
  // @ts-expect-error a whole type is missing
  defineProvider({ ...base, parse: () => ({ records: { fans: [right] }, findings }) });
  // @ts-expect-error collect gives lines, not a text
  defineProvider({ ...base, parse: (_raw: { text: string }) => nothing });
  // @ts-expect-error collect gives no count of lines
  defineProvider({ ...base, parse: (raw) => ({ ...nothing, findings: raw.count }) });
});

test('a record holds what is declared, all of it, and each value in its own type', () => {
  const fan = (..._fans: Parsed<typeof types>['records']['fans']): void => {};
  const { turns, extra, ...bare } = right;
  fan(right, { ...right, model: 'x', turns: null, state: null, extra: {} });
  // @ts-expect-error a counter is a bigint
  fan({ ...right, turns: 5 });
  // @ts-expect-error a value that is not installed is null
  fan({ ...right, turns: undefined });
  // @ts-expect-error a field is missing
  fan({ ...bare, extra });
  // @ts-expect-error the device's own counters are missing
  fan({ ...bare, turns });
  // @ts-expect-error an own counter is a bigint too
  fan({ ...right, extra: { own: 1 } });
  // @ts-expect-error a label is never null
  fan({ ...right, slot: null });
  // @ts-expect-error nor is one of text
  fan({ ...right, rack: null });
  // @ts-expect-error a whole label is a number
  fan({ ...right, slot: '1' });
  // @ts-expect-error a word outside the set
  fan({ ...right, state: 'up' });
  // @ts-expect-error a field that nobody declared
  fan({ rack: 'r1', slot: 1, model: null, state: 'on', turns, extra, color: 'red' });
});

test('a type of one is a record or null, a type of many is a list', () => {
  const hold = (_records: Parsed<typeof types>['records']): void => {};
  hold({ fans: [right], os: { name: null } });
  // @ts-expect-error a list is not one record
  hold({ fans: right, os: null });
  // @ts-expect-error a list is never null
  hold({ fans: null, os: null });
  // @ts-expect-error one record is not a list
  hold({ fans: [], os: [{ name: 'Linux' }] });
});

test('a finding is about a declared type and has a reason of the list', () => {
  const find = (..._findings: Parsed<typeof types>['findings']): void => {};
  const about = { where: '', field: null, detail: '' } as const;
  find({ ...about, type: 'fans', code: 'parse' }, { ...about, type: 'os', code: 'absent', severity: 'warning' });
  // @ts-expect-error a type that is not declared
  find({ ...about, type: 'pumps', code: 'parse' });
  // @ts-expect-error a reason that is not in the list
  find({ ...about, type: 'fans', code: 'broken' });
  // @ts-expect-error a severity that is neither
  find({ ...about, type: 'fans', code: 'parse', severity: 'error' });
});

test('a collector gets each option in its own type', () => {
  const options = {
    module: flagOption('x'),
    param: textOption('GLOB', 'x', { many: true }),
    only: textOption('NAME', 'x'),
    baseline: documentOption('FILE', 'x'),
  } as const;
  const parse = () => nothing;
  const provider = defineProvider({
    ...base,
    options,
    collect: async (_host, choice) => {
      const all: [boolean, readonly string[], string | null, OptionDocument | null] = [
        choice.options.module,
        choice.options.param,
        choice.options.only,
        choice.options.baseline,
      ];
      // @ts-expect-error an option that nobody declared
      choice.options.health;
      return all;
    },
    parse,
  });
  expect(provider.options).toBe(options);
});

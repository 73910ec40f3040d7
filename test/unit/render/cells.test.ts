// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { Finding } from '../../../src/core/problem.js';
import { column, type View } from '../../../src/core/view.js';
import { gridOf } from '../../../src/render/cells.js';
import type { CellOptions } from '../../../src/render/value-cell.js';
import { documentOf, type End, end, finding, wire } from '../wire.js';

const PIPE: CellOptions = { human: false };
const PERSON: CellOptions = { human: true };

const grid = (view: View, ends: readonly End[], findings: readonly Finding[], options: CellOptions) =>
  gridOf(documentOf(ends, findings), wire.types.ends, view, view.columns, options);
const rows = (view: View, ends: readonly End[], findings: readonly Finding[] = [], options = PIPE): string[] =>
  grid(view, ends, findings, options).rows.map((row) => row.map((cell) => cell.text).join(' '));

const { summary, errors } = wire.views as Record<'summary' | 'errors', View>;

const STUCK: Partial<Finding> = { code: 'saturated', detail: 'at register maximum' };

test('people see three digits and bits, a pipe plain integers in the unit of the field', () => {
  expect(rows(summary, [end({ downs: 2n })], [], PERSON)).toEqual(['w_0/1 eth0 active 200G 1.21G 1']);
  expect(rows(summary, [end({ downs: 2n })], [], PIPE)).toEqual(['w_0/1 eth0 active 25000000000 1210000000 1']);
});

test('what is missing is a dash, in every column and never a blank', () => {
  const nothing = end({
    netdev: null,
    state: null,
    rate_bytes_per_second: null,
    rx_bytes: null,
    downs: null,
    resets: null,
  });
  for (const options of [PIPE, PERSON]) expect(rows(summary, [nothing], [], options)).toEqual(['w_0/1 - - - - -']);
  expect(rows(summary, [end({ netdev: '' })])).toEqual(['w_0/1 - active 25000000000 1210000000 0']);
});

test('zero is 0, and a counter that stuck is a lower bound', () => {
  const view = { type: 'ends', columns: [column('DOWNS', 'downs'), column('RESETS', 'resets')] };
  expect(rows(view, [end({ downs: 255n })], [finding({ ...STUCK, field: 'downs' })])).toEqual(['>=255 0']);
  expect(rows(view, [end({ downs: 255n })], [finding({ ...STUCK, field: 'downs', where: 'w_1/1' })])).toEqual([
    '255 0',
  ]);
});

test('marks a count with counters that could not be read', () => {
  const unread = finding({ field: 'downs' });
  const err: View = { type: 'ends', columns: [{ kind: 'non-zero', header: 'ERR', countNonZero: 'errors', help: '' }] };
  expect(rows(err, [end({ downs: 5n, resets: 1n })])).toEqual(['2']);
  expect(rows(err, [end({ downs: null, resets: 1n })], [unread])).toEqual(['1+']);
  expect(rows(err, [end({ downs: null })], [unread])).toEqual(['0+']);
  expect(rows(err, [end({ downs: null })])).toEqual(['0']);
  expect(rows(err, [end({ downs: null, resets: null })], [unread])).toEqual(['-']);
});

test('a row a counter shows what is not zero and what could not be read, with what each means', () => {
  const ends = [
    end({ downs: 255n }),
    end({ device: 'w_1', downs: null, resets: 41n }),
    end({ device: 'w_2', extra: { own: 9n } }),
  ];
  const findings = [
    finding({ ...STUCK, field: 'downs' }),
    finding({ where: 'w_1/1', field: 'downs' }),
    finding({ where: 'w_2/1', field: 'rx_bytes' }),
  ];
  for (const options of [PIPE, PERSON]) {
    expect(rows(errors, ends, findings, options)).toEqual([
      'w_0/1 downs >=255 went down; 8 bits, saturated',
      'w_1/1 downs - unreadable (EIO)',
      'w_1/1 resets 41 was reset',
    ]);
  }
});

test('a row a counter without a group shows the device’s own counters too', () => {
  const all: View = { type: 'ends', rows: { each: 'counter', nonZero: false }, columns: errors.columns };
  expect(rows(all, [end({ extra: { own: 1210000000n } })], [], PERSON)).toEqual([
    'w_0/1 rx_bytes 1.21G bytes received',
    'w_0/1 downs 0 went down',
    'w_0/1 resets 0 was reset',
    'w_0/1 own 1210000000 unknown to this version of fabric',
  ]);
});

test('numbers stand right, text and names left', () => {
  expect(grid(summary, [], [], PIPE).alignRight).toEqual([false, false, false, true, true, true]);
  expect(grid(errors, [], [], PIPE).alignRight).toEqual([false, false, true, false]);
  const lone = {
    type: 'ends',
    columns: [column('PORT', 'port'), column('own', 'own'), column('STATE', 'state'), column('AT', 'port', 'device')],
  };
  expect(grid(lone, [], [], PIPE).alignRight).toEqual([true, true, false, false]);
});

test('a tone adds nothing to the word: states by their meaning, a dash faint, errors doubtful', () => {
  const tones = (ends: readonly End[], findings: readonly Finding[] = []) =>
    grid(summary, ends, findings, PIPE).rows.map((row) => row.map((cell) => cell.tone));
  expect(
    tones([
      end({ downs: 1n }),
      end({ state: 'down', rate_bytes_per_second: null }),
      end({ state: 'init' }),
      end({ state: 'odd' }),
    ]),
  ).toEqual([
    [null, null, 'good', null, null, 'doubtful'],
    [null, null, 'bad', 'missing', null, null],
    [null, null, 'doubtful', null, null, null],
    [null, null, null, null, null, null],
  ]);
  expect(tones([end()], [finding({ ...STUCK, field: 'rx_bytes' })])[0]?.[4]).toBe('bad');
});

test('no foreign word of a cell moves the cursor', () => {
  const hostile = '\u001b[2J\n\u202e';
  const shown = String.raw`\u001b[2J\n\u202e`;
  expect(rows(summary, [end({ device: hostile, netdev: hostile })])[0]).toMatch(`${shown}/1 ${shown} active`);
  const all: View = { type: 'ends', rows: { each: 'counter', nonZero: true }, columns: errors.columns };
  expect(
    rows(all, [end({ rx_bytes: null, extra: { [hostile]: 5n } })], [finding({ field: 'rx_bytes', detail: hostile })]),
  ).toEqual([`w_0/1 rx_bytes - unreadable (${shown})`, `w_0/1 ${shown} 5 unknown to this version of fabric`]);
});

test('a computed cell shortens a count like any other, and stands right if it is a number', () => {
  const say = (value: (isHuman: boolean) => bigint | string | null, isNumber: boolean): View => ({
    type: 'ends',
    columns: [
      {
        kind: 'fields',
        header: 'SAID',
        fields: ['rx_bytes'],
        format: { value: (_record, isHuman) => value(isHuman), isNumber },
      },
    ],
  });
  const total = say(() => 12_345_678n, true);
  expect(rows(total, [end({})], [], PERSON)).toEqual(['12.3M']);
  expect(rows(total, [end({})])).toEqual(['12345678']);
  expect(grid(total, [end({})], [], PIPE).alignRight).toEqual([true]);
  const words = say((isHuman) => (isHuman ? 'few' : null), false);
  expect(rows(words, [end({})], [], PERSON)).toEqual(['few']);
  expect(rows(words, [end({})])).toEqual(['-']);
  expect(grid(words, [end({})], [], PIPE).alignRight).toEqual([false]);
});

test('a view hides the declared records, and only in its table', () => {
  const view: View = { ...summary, hideWhere: { field: 'state', value: 'active' } };
  const ends = [end({ state: 'active' }), end({ port: 2, state: 'down' }), end({ port: 3, state: null })];
  expect(rows(view, ends).map((row) => row.split(' ')[0])).toEqual(['w_0/2', 'w_0/3']);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { Document, DocumentRecord } from '../../../src/core/document.js';
import { boolean, gauge, label } from '../../../src/core/field.js';
import { list } from '../../../src/core/record-type.js';
import { type Column, column } from '../../../src/core/view.js';
import { gridOf } from '../../../src/render/cells.js';
import { joinGrids } from '../../../src/render/join-grids.js';

const FANS = list({
  fan: label('Fan.', 'box'),
  power_watts: gauge('watts', 'Power.', 'box'),
  limit_watts: gauge('watts', 'Limit.', 'box'),
  is_stuck: boolean('Stuck.', 'box'),
});

const cellOf = (cellColumn: Column, record: DocumentRecord) => {
  const document: Document = { schema: 'fabric.box/1', source: 'direct', records: { fans: [record] }, problems: [] };
  const view = { type: 'fans', columns: [cellColumn] };
  return gridOf(document, FANS, view, view.columns, { human: true }).rows[0]?.[0];
};
const fan = (changes: DocumentRecord): DocumentRecord => ({
  fan: 'f0',
  power_watts: 30,
  limit_watts: 100,
  is_stuck: false,
  ...changes,
});

const LEFT: Column = { kind: 'fields', header: 'AVAIL', fields: ['power_watts'], headroomOf: 'limit_watts' };

test.each([
  [20, null],
  [19.9, 'doubtful'],
  [0, 'bad'],
  [-5, 'bad'],
])('of 100 W %f W are left: %s', (power_watts, tone) => {
  expect(cellOf(LEFT, fan({ power_watts }))).toMatchObject({ tone });
});

test('without a limit or a value there is no highlight', () => {
  expect(cellOf(LEFT, fan({ power_watts: 1, limit_watts: null }))).toEqual({ text: '1W', tone: null });
  expect(cellOf(LEFT, fan({ power_watts: null }))).toEqual({ text: '-', tone: 'missing' });
});

test('the least that a value can be is marked so', () => {
  const now: Column = { kind: 'fields', header: 'NOW', fields: ['power_watts'], lowerBoundIf: 'is_stuck' };
  expect(cellOf(now, fan({ is_stuck: true }))).toEqual({ text: '>=30W', tone: 'bad' });
  expect(cellOf(now, fan({ is_stuck: null }))).toEqual({ text: '30W', tone: null });
  expect(cellOf(now, fan({ is_stuck: true, power_watts: null }))).toEqual({ text: '-', tone: 'missing' });
});

test('what alarms is a loud yes and a quiet no', () => {
  const stuck: Column = { kind: 'fields', header: 'STUCK', fields: ['is_stuck'], alarmIfTrue: true };
  expect(cellOf(stuck, fan({ is_stuck: true }))).toEqual({ text: 'YES', tone: 'bad' });
  expect(cellOf(stuck, fan({}))).toEqual({ text: 'no', tone: null });
  expect(cellOf(stuck, fan({ is_stuck: null }))).toEqual({ text: '-', tone: 'missing' });
});

test('a word is the same in every row, and a dash is nothing', () => {
  expect(cellOf({ kind: 'word', header: 'KIND', word: 'fan' }, fan({}))).toEqual({ text: 'fan', tone: null });
  expect(cellOf({ kind: 'word', header: 'EVENTS', word: '-' }, fan({}))).toEqual({ text: '-', tone: 'missing' });
});

test('rows of several types are one table: a column with numbers in one of them stands right in all', () => {
  const document: Document = { schema: 'x', source: 'direct', records: { fans: [fan({})] }, problems: [] };
  const rowsOf = (...columns: Column[]) => gridOf(document, FANS, { type: 'fans', columns }, columns, { human: false });
  const joined = joinGrids([
    rowsOf({ kind: 'word', header: 'KIND', word: 'fan' }, { kind: 'word', header: 'NOW', word: '-' }),
    rowsOf({ kind: 'word', header: 'KIND', word: 'heat' }, column('NOW', 'power_watts')),
  ]);
  expect(joined.headers).toEqual(['KIND', 'NOW']);
  expect(joined.alignRight).toEqual([false, true]);
  expect(joined.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['fan', '-'],
    ['heat', '30'],
  ]);
});

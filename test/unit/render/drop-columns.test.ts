// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { dropColumns } from '../../../src/render/drop-columns.js';
import type { Grid } from '../../../src/render/grid.js';
import { rawHeader } from '../../../src/render/raw-header.js';
import { renderTable } from '../../../src/render/table.js';

const cell = (text: string) => ({ text, tone: null });
const GRID: Grid = {
  headers: ['PORT', 'MODEL', 'RX', 'NOTE'],
  alignRight: [false, false, true, false],
  rows: [
    [cell('w_0/1'), cell('Model of a card'), cell('1.21G'), cell('two words')],
    [cell('w_1/1'), cell('-'), cell('391'), cell('-')],
  ],
};

test.each([
  ['nothing where the table fits', 60, ['RX', 'MODEL'], []],
  ['the first of the order, and no more than is needed', 32, ['MODEL', 'RX'], ['MODEL']],
  ['what the order names, even where it does not fit then', 8, ['RX', 'MODEL'], ['RX', 'MODEL']],
  ['a header that the table does not have', 8, ['PSID', 'RX'], ['RX']],
  ['no column without an order', 8, [], []],
])('drops %s', (_, width, order, expected) => {
  const { shown, dropped } = dropColumns(GRID, order, width);
  expect(dropped).toEqual(expected);
  expect(shown.headers).toEqual(GRID.headers.filter((header) => !dropped.includes(header)));
  expect(shown.rows.map((row) => row.length)).toEqual([shown.headers.length, shown.headers.length]);
  expect(shown.alignRight).toHaveLength(shown.headers.length);
  expect(shown.rows.map((row) => row[0]?.text)).toEqual(['w_0/1', 'w_1/1']);
});

test('prints no blank inside the cells of a pipe, except in a last column of text', async () => {
  expect(await renderTable(GRID, { color: false, width: null })).toBe(
    [
      'PORT   MODEL               RX  NOTE',
      'w_0/1  Model_of_a_card  1.21G  two words',
      'w_1/1  -                  391  -',
      '',
    ].join('\n'),
  );
  expect(await renderTable(GRID, { color: false, width: 80 })).toContain('Model of a card');
});

test.each([
  ['SIZE', ['bytes'], 'SIZE-bytes'],
  ['RX-Gb/s', ['bytes_per_second'], 'RX-bytes/s'],
  ['Gb/s', ['bytes_per_second'], 'bytes/s'],
  ['ERR/s', ['per_second'], 'ERR-1/s'],
  ['USE%', ['ratio'], 'USE-ratio'],
  ['RX-dBm', ['dbm'], 'RX-dBm'],
  ['VALUE', ['watts', 'celsius'], 'VALUE-watts,celsius'],
  ['MODEL', [], 'MODEL'],
])('the raw header of %s in %j is %s', (header, units, expected) => {
  expect(rawHeader(header, units)).toBe(expected);
});

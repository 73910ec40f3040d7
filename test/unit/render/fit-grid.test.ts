// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A long name never makes a table wider than the terminal, and nothing else is cut for it. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grid } from '../../../src/render/grid.js';
import { columnsOf, shorten, shortenLine } from '../../../src/render/shorten.js';
import { renderTable } from '../../../src/render/table.js';

const SCREENS = [60, 80, 120];

const draw = async (grid: Grid, width: number): Promise<readonly string[]> =>
  (await renderTable(grid, { color: false, width })).trimEnd().split('\n');

const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));

const cells = (texts: readonly (readonly string[])[]): Grid['rows'] =>
  texts.map((row) => row.map((text) => ({ text, tone: null })));

/** Up to five columns that fit 60 columns, numbers among them. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '_', '0', ':'), minLength: 1, maxLength: 9 });
const fitting = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    headers: fc.array(word, { minLength: n, maxLength: n }),
    alignRight: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
    texts: fc.array(fc.array(word, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 5 }),
    at: fc.record({ row: fc.nat(4), column: fc.nat(n - 1) }),
  }),
);
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom('x', 'y', '-', '中', '𝕏', 'é'), minLength: 41, maxLength: 3000, size: 'max' }),
  fc.array(word, { minLength: 50, maxLength: 500, size: 'max' }).map((words) => words.join(' ')),
);

test.each(SCREENS)('a hostile cell in a table that fits makes no line wider than %i columns', async (width) => {
  await fc.assert(
    fc.asyncProperty(fitting, hostile, async ({ headers, alignRight, texts, at }, name) => {
      const rows = texts.map((row, r) => row.map((text, c) => (r === at.row && c === at.column ? name : text)));
      const lines = await draw({ headers, alignRight, rows: cells(rows) }, width);
      expect(widest(lines)).toBeLessThanOrEqual(width);
      const shown = lines.join(' ').split(/ +/);
      const others = rows.flatMap((row, r) => row.filter((_, c) => r !== at.row || c !== at.column));
      expect(shown).toEqual(expect.arrayContaining(others));
    }),
    { numRuns: 200 },
  );
});

test.each(SCREENS)('hostile cells in all columns share %i columns', async (width) => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (names) => {
      const headers = names.map((_, i) => `H${i}`);
      const lines = await draw({ headers, alignRight: names.map(() => false), rows: cells([names]) }, width);
      expect(widest(lines)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 100 },
  );
});

test('a table of more rows than the library draws is fitted too', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => [i === 250 ? 'x'.repeat(3000) : `mlx5_${i}/1`, 'active', '1']);
  const lines = await draw(
    { headers: ['PORT', 'STATE', 'RX'], alignRight: [false, false, true], rows: cells(rows) },
    80,
  );
  expect(widest(lines)).toBe(80);
  expect(lines[251]).toMatch(/^x+\.\.\.x+ {2}active {3}1$/);
});

test('a pipe gets every cell complete', async () => {
  const name = 'x'.repeat(3000);
  const grid: Grid = { headers: ['A', 'B'], alignRight: [false, false], rows: cells([[name, 'b']]) };
  expect(await renderTable(grid, { color: false, width: null })).toContain(`${name}  b`);
});

test('a table that is too wide by its usual names is not cut', async () => {
  const names = Array.from({ length: 6 }, (_, i) => `a_name_of_forty_columns_${i}`.padEnd(40, '_'));
  const lines = await draw({ headers: names, alignRight: names.map(() => false), rows: cells([names]) }, 80);
  expect(lines[1]).toBe(names.join('  '));
});

test('a cut name keeps its beginning and its end, and never half a character', () => {
  expect(shorten('mlx5_0_with_a_very_long_name/1', 12)).toBe('mlx5_...me/1');
  expect(shorten('short', 5)).toBe('short');
  fc.assert(
    fc.property(hostile, fc.integer({ min: 8, max: 40 }), (text, columns) => {
      const cut = shorten(text, columns);
      expect(columnsOf(cut)).toBeLessThanOrEqual(columns);
      expect(cut).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('a line above a table keeps its other words', () => {
  const line = `Open vSwitch ${'9'.repeat(3000)}, kernel datapath, hw-offload on`;
  expect(columnsOf(shortenLine(line, 80))).toBeLessThanOrEqual(80);
  expect(shortenLine(line, 80)).toMatch(/^Open vSwitch 9+\.\.\.9+, kernel datapath, hw-offload on$/);
  expect(shortenLine('as it is', 5)).toBe('as it is');
});

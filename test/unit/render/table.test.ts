// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grid, Tone } from '../../../src/render/grid.js';
import type { Paint } from '../../../src/render/paint.js';
import { pipeTable, renderTable } from '../../../src/render/table.js';
import { terminalTable } from '../../../src/render/terminal-table.js';

const grid = (headers: string, alignment: string, ...rows: readonly (readonly string[])[]): Grid => ({
  headers: headers.split(' '),
  alignRight: [...alignment].map((letter) => letter === '>'),
  rows: rows.map((row) => row.map((text) => ({ text, tone: text === '-' ? 'missing' : null }))),
});

const PORTS = grid('PORT NETDEV RX ERR', '<<>>', ['mlx5_0/1', 'p0', '1.21G', '0'], ['mlx5_10/1', '-', '-', '12']);

test('text stands left, numbers right, two spaces between, and no blank ends a line', async () => {
  const bytes = ['PORT       NETDEV     RX  ERR', 'mlx5_0/1   p0      1.21G    0', 'mlx5_10/1  -           -   12', ''];
  expect(await renderTable(PORTS, { color: false, width: null })).toBe(bytes.join('\n'));
  const names = grid('COUNTER MEANING', '<<', ['downs', 'x'], ['resets', 'was reset']);
  expect(await renderTable(names, { color: false, width: null })).toBe(
    'COUNTER  MEANING\ndowns    x\nresets   was reset\n',
  );
});

test('without rows there is no table, not even a header', async () => {
  expect(await renderTable(grid('PORT', '<'), { color: true, width: 80 })).toBe('');
});

const words = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((c) => String.fromCharCode(c)),
  minLength: 1,
  maxLength: 12,
});
const tones = fc.constantFrom<Tone>('good', 'bad', 'doubtful', 'missing', null);
const cells = fc.record({ text: words, tone: tones });
const grids = fc.integer({ min: 1, max: 6 }).chain(
  (n): fc.Arbitrary<Grid> =>
    fc.record({
      headers: fc.array(words, { minLength: n, maxLength: n }),
      alignRight: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
      rows: fc.array(fc.array(cells, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 6 }),
    }),
);
const plain: Paint = (text) => text;
const colorful: Paint = (text, tone) =>
  tone === null ? text : `\u001b[1m\u001b[3${tone.length % 8}m${text}\u001b[39m\u001b[22m`;

test('the library and the plain writer print the same bytes, with color and without', () => {
  fc.assert(
    fc.property(grids, fc.constantFrom(plain, colorful), (any, paint) => {
      expect(terminalTable(any, null, paint)).toBe(pipeTable(any, paint));
      expect(terminalTable(any, 1000, paint)).toBe(pipeTable(any, paint));
    }),
    { numRuns: 300 },
  );
});

test('every word starts or ends where its header does, whatever the color, and no line ends in a blank', () => {
  fc.assert(
    fc.property(grids, (any) => {
      const lines = stripVTControlCharacters(pipeTable(any, colorful)).trimEnd().split('\n');
      expect(lines).toEqual(pipeTable(any, plain).trimEnd().split('\n'));
      expect(lines.map((line) => line.split(/ +/).filter((word) => word !== ''))).toEqual([
        any.headers,
        ...any.rows.map((row) => row.map((cell) => cell.text)),
      ]);
      for (const line of lines) expect(line).not.toMatch(/\s$/);
      const widths = any.headers.map((header, i) =>
        Math.max(header.length, ...any.rows.map((row) => row[i]?.text.length ?? 0)),
      );
      for (const [l, row] of [any.headers, ...any.rows.map((r) => r.map((c) => c.text))].entries()) {
        let start = 0;
        for (const [i, word] of row.entries()) {
          const at = any.alignRight[i] ? start + (widths[i] ?? 0) - word.length : start;
          expect(lines[l]?.slice(at, at + word.length)).toBe(word);
          start += (widths[i] ?? 0) + 2;
        }
      }
    }),
  );
});

test('on a terminal only a last column of text is wrapped, at words, and nothing is lost', async () => {
  const meaning = 'packets received out of order and then some more words';
  const long = grid(
    'PORT COUNTER MEANING',
    '<<<',
    ['mlx5_0/1', 'out_of_sequence', meaning],
    ['mlx5_0/1', 'downs', 'x'],
  );
  const lines = (await renderTable(long, { color: false, width: 50 })).trimEnd().split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  expect(lines.slice(0, 3)).toEqual([
    'PORT      COUNTER          MEANING',
    'mlx5_0/1  out_of_sequence  packets received out of',
    '                           order and then some',
  ]);
  expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain(meaning);
});

test('nothing else is wrapped, and nothing is ever cut', async () => {
  const words = 'some words that fit in no such width';
  const number = '12684004417722360123456789';
  const name = 'a_name_without_any_blank_to_break_it_at';
  for (const one of [
    grid('MEANING RX', '<>', [words, '1']),
    grid('A RX', '<>', ['a', number]),
    grid('A MEANING', '<<', [words, 'a b c']),
    grid('A MEANING', '<<', ['a', name], ['b', `x ${name} y`]),
  ]) {
    const bytes = await renderTable(one, { color: false, width: 24 });
    const shown = bytes.split(/\s+/);
    for (const { text } of one.rows.flat()) expect(shown, bytes).toEqual(expect.arrayContaining(text.split(' ')));
  }
});

const ESCAPE = '\u001b';

test('colors a cell by its tone, and only when color is requested', async () => {
  const one: Grid = {
    headers: ['STATE'],
    alignRight: [false],
    rows: (['good', 'bad', 'doubtful', 'missing', null] as const).map((tone) => [{ text: 'word', tone }]),
  };
  for (const width of [null, 80]) {
    expect(await renderTable(one, { color: false, width })).not.toContain(ESCAPE);
    const [bold, green, red, yellow, dim] = [1, 32, 31, 33, 2].map((code) => `${ESCAPE}[${code}m`);
    const [notBold, normal] = [`${ESCAPE}[22m`, `${ESCAPE}[39m`];
    expect((await renderTable(one, { color: true, width })).trimEnd().split('\n')).toEqual([
      `${bold}STATE${notBold}`,
      `${green}word${normal}`,
      `${red}word${normal}`,
      `${yellow}word${normal}`,
      `${dim}word${notBold}`,
      'word',
    ]);
  }
});

test('15,000 rows are drawn at once, for a pipe and for a terminal', async () => {
  const rows = Array.from({ length: 15_000 }, (_, i) => [`mlx5_${i}/1`, `counter_${i % 40}`, String(i)]);
  const long = grid('PORT COUNTER VALUE', '<<>', ...rows);
  for (const options of [
    { color: false, width: null },
    { color: true, width: 80 },
  ]) {
    const started = performance.now();
    const bytes = await renderTable(long, options);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(bytes.split('\n').length).toBe(15_002);
    expect(bytes.includes(ESCAPE)).toBe(options.color);
  }
});

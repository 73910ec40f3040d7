// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeForeign } from '../../../src/core/escape.js';
import { renderCsv } from '../../../src/render/csv.js';
import type { Selection } from '../../../src/render/selection.js';
import { documentOf, type End, end, wire } from '../wire.js';

const csv = (ends: readonly End[], selection: Partial<Selection> = {}): string =>
  renderCsv(documentOf(ends), wire.types.ends, { type: 'ends', fields: null, group: undefined, ...selection });

const HEADER = 'device,port,netdev,state,rate_bytes_per_second,lid,heat,rx_bytes,downs,resets';

test('a record is a line of plain numbers under its field names; null is an empty cell', () => {
  expect(csv([end({ rx_bytes: 18446744073709551615n }), end({ port: 2, netdev: null, heat: null, downs: null })])).toBe(
    `${HEADER}\nw_0,1,eth0,active,25000000000,7,40.5,18446744073709551615,0,0\nw_0,2,,active,25000000000,7,,1210000000,,0\n`,
  );
});

test('without records there is the header of the declared fields', () => {
  expect(csv([])).toBe(`${HEADER}\n`);
});

test('counters that only some devices know are columns of all, by name and after the declared ones', () => {
  const lines = csv([end({ extra: { own_10: 1n } }), end({ extra: { own_9: 2n } }), end()])
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.split(',').slice(8).join())).toEqual([
    'downs,resets,own_9,own_10',
    '0,0,,1',
    '0,0,2,',
    '0,0,,',
  ]);
});

test('a counter that is called as something of every object is empty where a device does not have it', () => {
  const lines = csv([end({ extra: { constructor: 1n } }), end()])
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.split(',').slice(9).join())).toEqual(['resets,constructor', '0,1', '0,']);
});

test('prints requested fields in that order, a group with all that is not a counter', () => {
  const ends = [end({ extra: { own: 3n } })];
  expect(csv(ends, { fields: ['own', 'rx_bytes', 'device'] })).toBe('own,rx_bytes,device\n3,1210000000,w_0\n');
  expect(csv([], { fields: ['lid', 'device'] })).toBe('lid,device\n');
  expect(csv(ends, { group: 'errors' }).split('\n')[0]).toBe(
    'device,port,netdev,state,rate_bytes_per_second,lid,heat,downs,resets',
  );
});

/** RFC 4180, told again: quoted cells may hold commas and doubled quotes. */
const readCsv = (text: string): string[][] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
      ),
    );

test('commas, quotes and line breaks of a foreign name never make a cell or a line of their own', () => {
  const foreign = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\t', ' ', 'a', '\u001b', '=', '\\') });
  fc.assert(
    fc.property(fc.array(foreign, { minLength: 1 }), (netdevs) => {
      const rows = readCsv(csv(netdevs.map((netdev) => end({ netdev }))));
      expect(rows.map((row) => row.length)).toEqual([10, ...netdevs.map(() => 10)]);
      expect(rows.slice(1).map((row) => row[2])).toEqual(netdevs.map(escapeForeign));
    }),
    { examples: [[['a,b']], [['"']], [['a\nb,c']]] },
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tables as ovs-vsctl prints them, read without a loss, and never by guess. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Atom, parseAtom, parseMap, parseSet, parseTable } from '../../../../src/collectors/ovs/ovsdb.js';
import { writeJson } from '../../../../src/core/json.js';

const line = (...cells: readonly string[]): string =>
  `{"data":[[${cells.join(',')}]],"headings":[${cells.map((_, i) => `"c${i}"`).join(',')}]}`;

const only = (cell: string) => parseTable(line(cell))?.rows[0]?.[0] ?? null;

test.each([-(2n ** 63n), -1n, 0n, 9007199254740991n, 9007199254740993n, 2n ** 63n - 1n])(
  'the integer %s is exact',
  (n) => {
    expect(BigInt(parseAtom(only(String(n))) as number | bigint)).toBe(n);
  },
);

test.each([2n ** 63n, -(2n ** 63n) - 1n])('%s has more than 64 bits and is none', (n) => {
  expect(parseAtom(only(String(n)))).toBeNull();
});

test('a set of one stands alone, a set of none is no value', () => {
  expect(parseSet(only('"p0"'))).toEqual(['p0']);
  expect(parseSet(only('["set",[]]'))).toEqual([]);
  expect(parseSet(only('["set",[100,200]]'))).toEqual([100, 200]);
  expect(parseSet(only('["uuid","a-b"]'))).toEqual([{ uuid: 'a-b' }]);
  expect(parseSet(only('["set",[["uuid","a"],["uuid","b"]]]'))).toEqual([{ uuid: 'a' }, { uuid: 'b' }]);
});

test('keys of a map may be numbers; one that stands twice makes it none', () => {
  expect(parseMap(only('["map",[[0,["uuid","q0"]],[7,["uuid","q7"]]]]'))).toEqual(
    new Map([
      ['0', { uuid: 'q0' }],
      ['7', { uuid: 'q7' }],
    ]),
  );
  expect(parseMap(only('["map",[["rx",1],["rx",2]]]'))).toBeNull();
  expect(parseMap(only('["map",[["1",1],[1,2]]]'))).toBeNull();
});

test.each([
  ['a row with a cell too few', '{"data":[[1]],"headings":["a","b"]}'],
  ['a row with a cell too many', '{"data":[[1,2]],"headings":["a"]}'],
  ['a heading twice', '{"data":[[1,2]],"headings":["a","a"]}'],
  ['a member twice', '{"data":[],"data":[[1]],"headings":["a"]}'],
  ['an error text', 'ovs-vsctl: no such table'],
  ['nothing', ''],
])('%s is no table', (_what, text) => {
  expect(parseTable(text)).toBeNull();
});

const atom: fc.Arbitrary<Atom> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.uuid().map((uuid) => ({ uuid })),
);
const jsonOf = (one: Atom) => (typeof one === 'object' ? ['uuid', one.uuid] : one);
const same = (one: Atom): Atom => (typeof one === 'bigint' && Number.isSafeInteger(Number(one)) ? Number(one) : one);

test('whatever the values, what is printed is what is read', () => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 6 }), (atoms) => {
      const cell = atoms.length === 1 ? jsonOf(atoms[0] ?? '') : ['set', atoms.map(jsonOf)];
      expect(parseSet(only(writeJson(cell)))).toEqual(atoms.map(same));
    }),
  );
});

test('a table that is cut off anywhere is none', () => {
  const whole = line('"p0"', '["map",[["rx_bytes",9223372036854775807]]]', '["set",[1,2]]');
  for (let end = 0; end < whole.length; end++) expect(parseTable(whole.slice(0, end))).toBeNull();
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, member, parseForeignJson } from '../../../src/core/foreign-json.js';

test('a text that is no JSON, is cut, has a key twice, or is nested too deep is none', () => {
  for (const text of ['', 'devlink', '{"a":', '{"a":1,"a":2}', '['.repeat(200_000)])
    expect(parseForeignJson(text)).toBeNull();
  expect(parseForeignJson('{"a":1,"a":2}', 'last')).toEqual({ a: 2 });
  expect(parseForeignJson('{"rx":9223372036854775807}')).toEqual({ rx: 9223372036854775807n });
});

test('a member is only what the object itself has', () => {
  expect(member({ a: false }, 'a')).toBe(false);
  for (const json of [undefined, null, 'a', 7, ['a'], {}, { a: null }]) expect(member(json, 'a')).toBeNull();
  for (const inherited of ['constructor', 'toString', '__proto__']) expect(member({}, inherited)).toBeNull();
  expect([{}, [], null, undefined, 'a'].map(isObject)).toEqual([true, false, false, false, false]);
});

test('nothing that is cut off a text makes it throw', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, end) => {
      parseForeignJson(text.slice(0, end % (text.length + 1)));
    }),
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, writeJson } from '../../../src/core/json.js';
import type { Json } from '../../../src/core/json-value.js';

const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
  .map((units) => String.fromCharCode(...units));
const awkward = fc.constantFrom(
  '\u001b[31m',
  '\u0000\u007f\u009b',
  '\u061c\u200e\u202e\u2066',
  '\u2028\u2029',
  '\ud800',
  '\udc00\ud800',
  '"\\',
  '\\u0041',
  'bigint:1',
  '_bigint:1',
  '"bigint:1',
  '18446744073709551615',
  '__proto__',
);
const strings = fc.oneof(fc.string(), codeUnits, awkward);
const bigints = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

const documents = (leaf: fc.Arbitrary<Json>, text: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.letrec<{ value: Json; list: Json[]; object: { [key: string]: Json } }>((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 5 }),
    object: fc.array(fc.tuple(text, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
  })).value;

const anything = documents(fc.oneof(fc.constantFrom(null, true, false), doubles, bigints, strings), strings);

/** What a reader gets: a number where a double holds it, a bigint where only that does; JSON knows no -0. */
const asRead = (value: Json): Json => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'number') {
    const isBigLiteral = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
    return isBigLiteral ? BigInt(String(value)) : value + 0;
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(asRead);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asRead(member)]));
};

test('what was written is read back, whatever its strings and however large its integers', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom('', '  '), (value, step) => {
      expect(parseJson(writeJson(value, step))).toEqual(asRead(value));
    }),
    { numRuns: 1000 },
  );
});

test('a bigint is printed as an integer literal and read back whole past 2^53', () => {
  const value = { u64: 18446744073709551615n, next: 9007199254740993n, below: -1180591620717411303424n, small: 255n };
  const text = '{"u64":18446744073709551615,"next":9007199254740993,"below":-1180591620717411303424,"small":255}';
  expect(writeJson(value)).toBe(text);
  expect(parseJson(text)).toEqual({ ...value, small: 255 });
});

test.each(['0.30000000000000004', '-1.2345678901234567e-7', '1234567890123456789.5', '1234567890123456789e2'])(
  'the digits of %s are no integer of their own',
  (text) => {
    expect(parseJson(`[${text}]`)).toEqual([Number(text)]);
  },
);

test('a string is a string, even one that spells the reader’s own mark with escapes', () => {
  expect(parseJson(String.raw`["\u0062igint:5",18446744073709551615]`)).toEqual(['bigint:5', 18446744073709551615n]);
});

test('a list that is nested 100,000 times is read, also with a long integer in it', () => {
  const depth = 100_000;
  let value = parseJson(`${'['.repeat(depth)}12345678901234567890${']'.repeat(depth)}`);
  for (let i = 0; i < depth; i++) value = Array.isArray(value) ? value[0] : null;
  expect(value).toBe(12345678901234567890n);
});

test('a member that is named __proto__ is a member, also beside a long integer', () => {
  const value = parseJson('{"__proto__":{"a":1},"b":12345678901234567890}') as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['__proto__', 'b']);
});

test('it reads what JSON.parse reads, whatever stands between the tokens', () => {
  const space = fc.constantFrom('', ' ', '\n', '\t\r ');
  const plain = documents(fc.oneof(fc.constantFrom(null, true, false), doubles, strings), strings);
  fc.assert(
    fc.property(plain, space, (value, between) => {
      const text = JSON.stringify(value, null, between);
      // A key with its value, so that the reader does not leave the text to JSON.parse.
      const padded = `${between}{${between}"value"${between}:${between}${text}${between},"long":12345678901234567890}${between}`;
      expect(parseJson(padded)).toEqual({ value: asRead(JSON.parse(text)), long: 12345678901234567890n });
    }),
    { numRuns: 500 },
  );
});

test('without bigints it prints the bytes of JSON.stringify, on one line and indented', () => {
  const plain = documents(fc.oneof(fc.constantFrom(null, true, false), doubles, fc.string()), fc.string());
  fc.assert(
    fc.property(plain, (value) => {
      expect(writeJson(value)).toBe(JSON.stringify(value));
      expect(writeJson(value, '  ')).toBe(JSON.stringify(value, null, 2));
    }),
    { examples: [[{ list: [], object: {}, nested: [[], {}] }], [[]], [{}]] },
  );
});

test('no character of the output can move a cursor, reorder text or break a line', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;
      expect(writeJson(value)).not.toMatch(unsafe);
      expect(writeJson(value, '  ').replaceAll('\n', '')).not.toMatch(unsafe);
    }),
    { numRuns: 1000 },
  );
});

test('refuses a number that JSON cannot express', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(() => writeJson({ value })).toThrow(TypeError);
  }
});

const STRICT = { duplicates: 'refused' } as const;

test.each<[string, string]>([
  ['{"a":1,"a":1}', '"a" is there twice in one object'],
  ['[{"b":{"x":1,"y":{},"x":2}}]', '"x" is there twice in one object'],
  [String.raw`{"a":1,"\u0061" : 2}`, '"a" is there twice in one object'],
  ['{"a":"}","b":["{"],"a":null}', '"a" is there twice in one object'],
  ['{"__proto__":1,"__proto__":2}', '"__proto__" is there twice in one object'],
])('a strict reader refuses %s, another one takes the last', (text, message) => {
  expect(() => parseJson(text, STRICT)).toThrow(new SyntaxError(message));
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('a strict reader refuses a member that was put in twice anywhere, and takes everything else as it is', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom('', '  '), (value, step) => {
      const text = writeJson(value, step);
      expect(parseJson(text, STRICT)).toEqual(parseJson(text));
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(anything, strings, anything, (before, key, after) => {
      const [k, b, a] = [writeJson(key), writeJson(before), writeJson(after)];
      expect(() => parseJson(`{"list":[${b},{${k}:${b},"_":${a} , ${k} :${a}}]}`, STRICT)).toThrow(SyntaxError);
    }),
    { numRuns: 500 },
  );
});

test.each(['[01234567890123456789]', '{12345678901234567890:1}', '[-]', '[1,]', '["a]', '{"a":1,,"b":2}'])(
  'what JSON.parse refuses is refused: %s',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
    expect(() => parseJson(text, STRICT)).toThrow(SyntaxError);
  },
);

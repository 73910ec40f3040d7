// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Texts that make a careless parser slow: what it looks for begins again and again, and never ends. */

import type { MakeText } from './growth.js';

/** One character of each class, pairs of them, and beginnings of what formats have. */
const UNITS: readonly string[] = [
  ...[' ', '\n', '\t', '\r', '\0', '0', '7', 'a', 'A', 'f', 'é', '\u2028'],
  ...['.', ':', ',', ';', '-', '=', '_', '/', '|', '*', '+', '%', '@', '#', '$', '^', '&'],
  ...['"', "'", '\\', '(', ')', '[', ']', '{', '}', '<', '>', '\u001b['],
  ...[
    'a:',
    'ab:',
    'abcd:',
    '1.',
    '1a',
    'a1',
    'a ',
    ' a',
    'a\n',
    '\n ',
    ' \n\t',
    '::a',
    'a-',
    'ab-',
    'a=',
    '= ',
    ': ',
    ', ',
  ],
  ...['\\"', '",', '":', '"a"', '["', '[{', '{"a":', '(a', '[1..', '..', '<a ', '/a', 'a,', '1,', '1-2,'],
  ...['12345678901234567890,', '-1e9,', '0x0,', '18446744073709551615 '],
];

/** A run ends with a character that nothing expects, and with its line. */
const END = '\u0001\n';

/** The beginning of the format, so that a text comes past the first check, and units of its own. */
export type Format = { readonly starts?: readonly string[]; readonly units?: readonly string[] };

/** All texts for a format, each with a name. */
export const textsFor = ({ starts = [], units = [] }: Format): readonly (readonly [name: string, make: MakeText])[] =>
  ['', ...starts].flatMap((start) =>
    [...units, ...UNITS].map((unit): readonly [string, MakeText] => [
      `${start}(${unit})*`,
      (length) => start + unit.repeat(Math.ceil(length / unit.length)) + END,
    ]),
  );

/** Lines that differ: `of(i)` is the one with this number. */
export const numbered =
  (of: (i: number) => string, start = '', end = ''): MakeText =>
  (length) => {
    const count = Math.ceil(length / of(0).length);
    return start + Array.from({ length: count }, (_, i) => of(i)).join('') + end;
  };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Texts that slow down a careless parser: what it searches for begins again and again, and never ends. */

import type { MakeText } from './growth.js';

/** One character of each class, pairs of them, and prefixes of formats. */
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

/** Ends of a run: an unexpected character, and a line break. */
const END = '\u0001\n';

/** Prefixes that pass the first check of a format, and its own repeated units. */
export type Format = { readonly starts?: readonly string[]; readonly units?: readonly string[] };

/** Returns all texts for a format, by name. */
export const textsFor = ({ starts = [], units = [] }: Format): readonly (readonly [name: string, make: MakeText])[] =>
  ['', ...starts].flatMap((start) =>
    [...units, ...UNITS].map((unit): readonly [string, MakeText] => [
      `${start}(${unit})*`,
      (length) => start + unit.repeat(Math.ceil(length / unit.length)) + END,
    ]),
  );

/** Different lines; `of(i)` returns line number i. */
export const numbered =
  (of: (i: number) => string, start = '', end = ''): MakeText =>
  (length) => {
    const count = Math.ceil(length / of(0).length);
    return start + Array.from({ length: count }, (_, i) => of(i)).join('') + end;
  };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aerTotal } from '../../../../src/collectors/devices/aer.js';

const CORRECTABLE = [
  'RxErr 2',
  'BadTLP 1',
  'BadDLLP 0',
  'Rollover 0',
  'Timeout 0',
  'NonFatalErr 0',
  'CorrIntErr 0',
  'HeaderOF 0',
  'TOTAL_ERR_COR 3',
];
const total = aerTotal('TOTAL_ERR_COR');

test.each<[string, string, bigint | null]>([
  ['the total on the last line', CORRECTABLE.join('\n'), 3n],
  ['an error named by its bit', ['dev_cor_errs_bit[9] 1', 'TOTAL_ERR_COR 1'].join('\n'), 1n],
  ['an exact 64-bit number', 'TOTAL_ERR_COR 18446744073709551615', 18446744073709551615n],
  ['a number above 64 bits', 'TOTAL_ERR_COR 18446744073709551616', null],
  ['another file', 'TOTAL_ERR_FATAL 3', null],
  ['a repeated total', 'TOTAL_ERR_COR 3\nTOTAL_ERR_COR 4', null],
  ['a total without a number', 'TOTAL_ERR_COR', null],
  ['a number followed by another', 'TOTAL_ERR_COR 3 4', null],
  ['a negative number', 'TOTAL_ERR_COR -1', null],
  ['an empty text', '', null],
])('parses %s', (_what, text, count) => {
  expect(total(text)).toBe(count);
});

test('the total is correct or null, whatever lines are lost, doubled or moved', () => {
  const lines = fc.array(fc.constantFrom(...CORRECTABLE), { maxLength: 12 });
  fc.assert(
    fc.property(lines, (some) => {
      const isComplete = some.at(-1) === 'TOTAL_ERR_COR 3' && some.indexOf('TOTAL_ERR_COR 3') === some.length - 1;
      expect(total(some.join('\n'))).toBe(isComplete ? 3n : null);
    }),
  );
});

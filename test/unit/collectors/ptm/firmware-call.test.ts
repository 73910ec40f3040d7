// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFirmwareCount, parseInteger, parseWatts } from '../../../../src/collectors/ptm/firmware-call.js';

const INT = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const text = (said: string) => ({ kind: 'text', text: `${said}\n` }) as const;

test('an int is the same int, printed as signed or as unsigned of 64 bits', () => {
  fc.assert(
    fc.property(INT, (value) => {
      expect(parseInteger(String(value))).toBe(BigInt(value));
      expect(parseInteger(String(BigInt.asUintN(64, BigInt(value))))).toBe(BigInt(value));
    }),
  );
});

test('what no int is has no value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 31n, max: 2n ** 64n - 2n ** 31n - 1n }), (value) => {
      expect(parseInteger(String(value))).toBeNull();
    }),
  );
  for (const said of ['', '0x10', '1e3', '61 W', ' 61', '18446744073709551616']) expect(parseInteger(said)).toBeNull();
});

test('a power is from 0 to 300 W, a count not below 0; all else has a reason', () => {
  fc.assert(
    fc.property(INT, (value) => {
      const watts = parseWatts(text(String(BigInt.asUintN(64, BigInt(value)))));
      expect(watts.value).toBe(value >= 0 && value <= 300 ? value : null);
      expect('reason' in watts).toBe(watts.value === null);
      expect(parseFirmwareCount(text(String(value))).value).toBe(value < 0 ? null : BigInt(value));
    }),
  );
});

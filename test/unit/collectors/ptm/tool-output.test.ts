// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { celsiusOfMgetTemp, wattsOfMvcr } from '../../../../src/collectors/ptm/tool-output.js';
import { mvcr } from './small-bluefield.js';

const watts = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test('register MVCR counts tenths of a watt', () => {
  fc.assert(
    fc.property(watts, (tenths) => {
      expect(wattsOfMvcr(mvcr(127, tenths), 127)).toBe(tenths / 10);
    }),
  );
});

test('whatever is cut, missing or doubled, the power is the right one or none', () => {
  const damage = fc.record({ at: fc.nat(400), how: fc.constantFrom('cut', 'drop', 'double') });
  fc.assert(
    fc.property(watts, damage, (tenths, { at, how }) => {
      const whole = mvcr(127, tenths);
      const lines = whole.split('\n');
      const index = at % lines.length;
      const spoilt =
        how === 'cut'
          ? whole.slice(0, at)
          : lines.flatMap((line, i) => (i !== index ? [line] : how === 'drop' ? [] : [line, line])).join('\n');
      expect([tenths / 10, null]).toContain(wattsOfMvcr(spoilt, 127));
    }),
  );
});

test('another sensor, colors, and a register that has no power', () => {
  expect(wattsOfMvcr(mvcr(6, 1500), 127)).toBeNull();
  expect(wattsOfMvcr(`\u001b[0m${mvcr(6, 1500)}`, 6)).toBe(150);
  expect(wattsOfMvcr(mvcr(6, 1500).replace('power_sensor_value  ', 'current_sensor_value'), 6)).toBeNull();
});

test('mget_temp prints degrees and nothing else; half of them is no temperature', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 199 }), fc.nat(12), (degrees, cut) => {
      const whole = `${degrees}${' '.repeat(10)}\n`;
      expect(celsiusOfMgetTemp(whole)).toBe(degrees);
      expect(celsiusOfMgetTemp(whole.slice(0, Math.min(cut, whole.length - 1)))).toBeNull();
    }),
  );
  for (const said of ['n\u0007\n', 'n/a\n', '', '45.5\n', '-E- no device\n', '45\n46\n'])
    expect(celsiusOfMgetTemp(said)).toBeNull();
});

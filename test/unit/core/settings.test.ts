// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parseSettings } from '../../../src/core/settings.js';

const SETTINGS = {
  ratio: { fallback: 1e-6, max: 1, whole: false },
  downs: { fallback: 10, max: 1000, whole: true },
} as const;
const read = (text: string) => parseSettings(text, 'link', SETTINGS);

test('what is set holds, and what is not is as fabric has it', () => {
  expect(read('')).toEqual({ ratio: 1e-6, downs: 10 });
  expect(read('[other]\nratio=7\n')).toEqual({ ratio: 1e-6, downs: 10 });
  expect(read('; limits\n[link]\nratio = 2.5E-9   # ours\r\ndowns=0\n')).toEqual({ ratio: 2.5e-9, downs: 0 });
});

test.each([
  ['[link]\nratoi=1\n', 'unknown setting ratoi in [link]'],
  ['[link]\n__proto__x=1\n', 'unknown setting __proto__x in [link]'],
  ['[link]\nratio=much\n', '[link] ratio=much is not a number from 0 to 1'],
  ['[link]\nratio=1.5\n', '[link] ratio=1.5 is not a number from 0 to 1'],
  ['[link]\nratio=-1\n', '[link] ratio=-1 is not a number from 0 to 1'],
  ['[link]\nratio=0x1\n', '[link] ratio=0x1 is not a number from 0 to 1'],
  ['[link]\nratio\n', '[link] ratio=true is not a number from 0 to 1'],
  ['[link]\nratio=\n', '[link] ratio= is not a number from 0 to 1'],
  ['[link]\nratio[]=1\n', '[link] ratio=["1"] is not a number from 0 to 1'],
  ['[link]\ndowns=2.5\n', '[link] downs=2.5 is not a whole number from 0 to 1000'],
  ['[link]\ndowns=1e9\n', '[link] downs=1e9 is not a whole number from 0 to 1000'],
  ['[link.downs]\nx=1\n', '[link] downs={"x":"1"} is not a whole number from 0 to 1000'],
])('%j is an error of the user that names it', (text, message) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ code: 'usage', message: `/etc/fabric/fabric.ini: ${message}` }),
  );
});

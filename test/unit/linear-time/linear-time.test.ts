// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every parser takes linear time for every hostile text. */

import { expect, test } from 'vitest';
import { growthOf, LARGEST_RATIO } from './growth.js';
import { PARSERS } from './parsers.js';
import { textsFor } from './texts.js';

test.each(PARSERS)(
  '$name takes twice the time for twice the text',
  ({ parse, texts = {}, hasTextsOnly, ...format }) => {
    const slow: string[] = [];
    for (const [name, make] of [...Object.entries(texts), ...(hasTextsOnly ? [] : textsFor(format))]) {
      const growth = growthOf(parse, make);
      if (growth === null || growth.ratio <= LARGEST_RATIO) continue;
      slow.push(
        `${JSON.stringify(name)}: twice ${growth.characters} characters take ${growth.ratio.toFixed(1)} times as long`,
      );
      if (slow.length === 3) break; // enough for the report
    }
    expect(slow).toEqual([]);
  },
);

test('detects a quadratic parser', () => {
  // 11 ms for the shortest text.
  const quadratic = (text: string): void => {
    const start = process.cpuUsage();
    const end = 11_000 * (text.length / 8192) ** 2;
    for (let spent = 0; spent < end; ) {
      const { user, system } = process.cpuUsage(start);
      spent = user + system;
    }
  };
  expect(growthOf(quadratic, (length) => 'a'.repeat(length), 1)?.ratio).toBeGreaterThan(LARGEST_RATIO);
  expect(
    growthOf(
      (text) => text.split(''),
      (length) => 'a'.repeat(length),
    )?.ratio ?? 2,
  ).toBeLessThan(LARGEST_RATIO);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { decide } from '../../../src/policy/decision/decide.js';
import { sound } from './policies.js';

const MACROS =
  '[regex_macros]\nBDF=[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]\nSHOW=(?:-m|-c|-e|--json)\n[commands_regex]\n';
const D = '0000:18:00.0';
const thousand = (line: (i: number) => string): string =>
  `${MACROS}${Array.from({ length: 1000 }, (_, i) => `${line(i)}\n`).join('')}`;

// Measured: 1 to 12 microseconds. The limit leaves room for a busy machine, not for looking at every rule.
test.each<[string, string, readonly (readonly string[])[]]>([
  [
    'fifty programs',
    thousand((i) => `/usr/bin/tool${i % 50} -d $BDF show${i} $SHOW@4`),
    [
      ['/usr/bin/tool7', '-d', D, 'show957', '-m', '-c'],
      ['/usr/bin/tool7', '-d', D, 'show958'],
      ['/usr/bin/nothing', '-d'],
    ],
  ],
  [
    'one program, rules that begin alike',
    thousand((i) => `/usr/bin/tool -d $BDF show${i} $SHOW@4`),
    [
      ['/usr/bin/tool', '-d', D, 'show999', '-m'],
      ['/usr/bin/tool', '-d', D, 'other'],
      ['tool', '-d', D],
    ],
  ],
  [
    'one program, a thousand regexes for one argument',
    thousand((i) => `/usr/bin/tool (?:a${i}|b${i})x[0-9]{1,3}`),
    [
      ['/usr/bin/tool', 'b999x12'],
      ['/usr/bin/tool', 'b999y'],
    ],
  ],
])('a thousand rules do not slow a decision down: %s', (_what, text, commands) => {
  const policy = sound(text);
  for (const argv of commands) {
    for (let i = 0; i < 2000; i++) decide(policy, argv);
    const best = Math.min(
      ...Array.from({ length: 5 }, () => {
        const started = performance.now();
        for (let i = 0; i < 500; i++) decide(policy, argv);
        return ((performance.now() - started) / 500) * 1000;
      }),
    );
    expect(best).toBeLessThan(100);
  }
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { argvOf, exampleOf, type Invocation, shapeOf } from '../../../src/core/invocation.js';

const QUERY: Invocation = {
  name: 'tool.read',
  path: '/usr/bin/ask',
  args: [
    '-d',
    { slot: 'DEVICE', pattern: 'b[0-9]', example: 'b0' },
    'q',
    { slot: 'NAME', pattern: '[A-Z]+', example: 'HEAT', upTo: 3 },
  ],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'asks.',
};

test('a slot that may stand several times is as many words as it is given, or none', () => {
  expect(argvOf(QUERY, { DEVICE: 'b1', NAME: [] })).toEqual(['/usr/bin/ask', '-d', 'b1', 'q']);
  expect(argvOf(QUERY, { DEVICE: 'b1', NAME: ['A', 'B'] })).toEqual(['/usr/bin/ask', '-d', 'b1', 'q', 'A', 'B']);
});

test('its shape is the rule of a policy, its example the longest command line', () => {
  expect(shapeOf(QUERY)).toBe('/usr/bin/ask -d $DEVICE q $NAME@3');
  expect(exampleOf(QUERY)).toEqual(['/usr/bin/ask', '-d', 'b0', 'q', 'HEAT', 'HEAT', 'HEAT']);
});

test.each([
  ['no value', { NAME: [] }, 'no value for slot DEVICE'],
  ['two words in a slot of one', { DEVICE: ['b0', 'b1'], NAME: [] }, '2 values for slot DEVICE'],
  ['no word in a slot of one', { DEVICE: [], NAME: [] }, '0 values for slot DEVICE'],
  ['more words than may stand', { DEVICE: 'b0', NAME: ['A', 'B', 'C', 'D'] }, '4 values for slot NAME'],
])('%s is a bug', (_, values, message) => {
  expect(() => argvOf(QUERY, values)).toThrow(message);
});

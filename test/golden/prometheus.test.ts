// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What every provider says of every recorded machine in Prometheus text is what promtool takes. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { hasPromtool } from '../e2e/machine.js';
import { hostsDirectory, machineNames } from '../machines.js';

const files = machineNames.flatMap((machine) =>
  readdirSync(join(hostsDirectory, machine, 'expected'))
    .filter((file) => file.endsWith('.prom'))
    .map((file) => join(machine, 'expected', file))
    // Of a machine that has nothing to ask this is the error that a person reads.
    .filter((file) => !readFileSync(join(hostsDirectory, file), 'utf8').startsWith('error: ')),
);

const SAMPLE =
  /^[a-z_][A-Za-z0-9_]*(?:\{(?:[a-z_][a-z0-9_]*="(?:[^"\\]|\\.)*",?)*\})? [-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/;

test.each(files)('%s: every sample is a number', (file) => {
  const lines = readFileSync(join(hostsDirectory, file), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith('#') && !SAMPLE.test(line))).toEqual([]);
});

test.skipIf(!hasPromtool).each(files)('%s: promtool finds no fault (needs promtool)', (file) => {
  const input = readFileSync(join(hostsDirectory, file));
  expect(() => execaSync('promtool', ['check', 'metrics'], { input })).not.toThrow();
});

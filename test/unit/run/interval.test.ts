// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { hcaperf } from '../../../src/collectors/hcaperf.js';
import type { Document } from '../../../src/core/document.js';
import type { Host } from '../../../src/core/host.js';
import { runInterval } from '../../../src/run/interval.js';
import { openMachine } from '../../machines.js';

const CHOICE = { devices: [], all: false, options: {} };
const forever = (): boolean => false;

test('the first document comes after one interval, and each has its measured interval', async () => {
  const documents: Document[] = [];
  await runInterval(
    hcaperf,
    openMachine('connectx7'),
    CHOICE,
    { seconds: 2, count: 3 },
    async (d) => documents.push(d) > 0,
    forever,
  );
  expect(documents.map((d) => d.interval_seconds)).toEqual([2, 2, 2]);
  expect(documents.map((d) => d.collected_at)).toEqual([
    '2026-11-22T08:00:02.000Z',
    '2026-11-22T08:00:04.000Z',
    '2026-11-22T08:00:06.000Z',
  ]);
});

test('a sample longer than the interval skips to the next multiple and has its real duration', async () => {
  const machine = openMachine('connectx7');
  let extra = 0;
  let reads = 0;
  const slow: Host = {
    ...machine,
    clock: { ...machine.clock, seconds: () => machine.clock.seconds() + extra },
    readFiles: async (groups) => {
      if (++reads === 2) extra += 2.5; // the second sample takes two and a half intervals
      return machine.readFiles(groups);
    },
  };
  const documents: Document[] = [];
  await runInterval(hcaperf, slow, CHOICE, { seconds: 1, count: 3 }, async (d) => documents.push(d) > 0, forever);
  expect(documents.map((d) => d.interval_seconds)).toEqual([1, 3, 1]);
});

test('an interruption ends it before the next sample', async () => {
  let isInterrupted = false;
  let shown = 0;
  const show = async (): Promise<boolean> => {
    isInterrupted = ++shown === 2;
    return true;
  };
  await runInterval(hcaperf, openMachine('connectx7'), CHOICE, { seconds: 1, count: null }, show, () => isInterrupted);
  expect(shown).toBe(2);
});

test('ends when the receiver is gone', async () => {
  let shown = 0;
  await runInterval(
    hcaperf,
    openMachine('connectx7'),
    CHOICE,
    { seconds: 1, count: null },
    async () => ++shown < 3,
    forever,
  );
  expect(shown).toBe(3);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { hcaperf } from '../../../src/collectors/hcaperf.js';
import type { Document } from '../../../src/core/document.js';
import type { Host } from '../../../src/core/host.js';
import { runInterval } from '../../../src/run/interval.js';
import { openMachine, openSamples } from '../../machines.js';

const CHOICE = { devices: [], all: false, options: {} };
const forever = (): boolean => false;

/** A machine whose clock is moved by sleeping, as long as it is sampled. */
const ticking = (): Host => {
  const machine = openMachine('connectx7');
  let passed = 0;
  return {
    ...machine,
    clock: { ...machine.clock, seconds: () => passed },
    sleep: async (seconds) => {
      passed += seconds;
      return true;
    },
  };
};

test('the first document comes after one interval, and each has its measured interval', async () => {
  const documents: Document[] = [];
  await runInterval(
    hcaperf,
    openSamples('connectx7', 3, 2),
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
  const machine = ticking();
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
  await runInterval(hcaperf, ticking(), CHOICE, { seconds: 1, count: null }, show, () => isInterrupted);
  expect(shown).toBe(2);
});

test('ends when the receiver is gone', async () => {
  let shown = 0;
  await runInterval(hcaperf, ticking(), CHOICE, { seconds: 1, count: null }, async () => ++shown < 3, forever);
  expect(shown).toBe(3);
});

test('a recording ends with its last sample, and says after how many intervals', async () => {
  const documents: Document[] = [];
  const show = async (document: Document): Promise<boolean> => documents.push(document) > 0;
  const shown = await runInterval(
    hcaperf,
    openSamples('connectx7', 2, 1),
    CHOICE,
    { seconds: 1, count: null },
    show,
    forever,
  );
  expect([shown, documents.length]).toEqual([2, 2]);
});

test('a recording of one sample has no rates: its answers would only repeat', async () => {
  const show = async (): Promise<boolean> => true;
  const run = runInterval(hcaperf, openMachine('connectx7'), CHOICE, { seconds: 1, count: 2 }, show, forever);
  await expect(run).rejects.toThrow('the recording has one sample; rates need two');
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { FabricError } from '../../../src/core/error.js';
import type { AnyProvider } from '../../../src/core/provider.js';
import { answerOf, runProviders } from '../../../src/run/outcome.js';
import { loadProviders, openMachine } from '../../machines.js';

const CHOICE = { devices: [], all: false, options: {} };
const providers = await loadProviders();
const named = (name: string): AnyProvider => {
  const found = providers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const failing = (error: Error): AnyProvider => ({
  ...named('hcaperf'),
  name: 'failing',
  collect: async () => {
    throw error;
  },
});

const run = (...wanted: readonly AnyProvider[]) =>
  runProviders(
    wanted.map((provider) => ({ provider, choice: CHOICE })),
    () => openMachine('connectx7'),
  );

test('the failure of one provider is a value, and the others have their answers in order', async () => {
  const error = new FabricError('not_found', 'no socket');
  const outcomes = await run(named('devices'), failing(error), named('hcaperf'));
  expect(outcomes.map(({ provider, kind }) => `${provider.name} ${kind}`)).toEqual([
    'devices answer',
    'failing failed',
    'hcaperf answer',
  ]);
  const [devices, failed, hcaperf] = outcomes;
  if (devices === undefined || failed === undefined || hcaperf === undefined) throw new Error('three outcomes');
  expect([answerOf(devices), answerOf(hcaperf)].map(({ document }) => document.schema)).toEqual([
    'fabric.devices/1',
    'fabric.hcaperf/1',
  ]);
  expect(() => answerOf(failed)).toThrow(error);
});

test.each(['bug', 'interrupted', 'descriptors'] as const)(
  'an error with the code %s ends the whole run',
  async (code) => {
    const error = new FabricError(code, 'all is over');
    await expect(run(named('devices'), failing(error))).rejects.toBe(error);
  },
);

test('an error that is not of fabric ends the whole run', async () => {
  await expect(run(failing(new TypeError('x')), named('devices'))).rejects.toThrow(TypeError);
});

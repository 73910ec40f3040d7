// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whatever cannot be read, no value is ever another one. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { devices } from '../../../../src/collectors/devices.js';
import { nameOfRecord } from '../../../../src/core/document.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { machineNames, openMachine } from '../../../machines.js';

const EVERYTHING = { devices: [], all: true, options: {} };
const TYPE = devices.types.devices;
const answer = async (host: Host) => devices.parse(await devices.collect(host, EVERYTHING));

const FAULTS: readonly FileAnswer[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'error', errno: 'EACCES' },
  { kind: 'timeout', hungPath: null, seconds: 10 },
];

/** The machine with faults in the place of some answers: `dice` says of which, and of what kind. */
const spoilt = (host: Host, dice: readonly number[]): Host => {
  let turn = 0;
  const roll = (): FileAnswer | undefined => FAULTS[dice[turn++ % dice.length] ?? -1];
  return {
    ...host,
    readFiles: async (groups, share) => {
      const answers = await host.readFiles(groups, share);
      return new Map([...answers].map(([path, whole]) => [path, roll() ?? whole]));
    },
  };
};

// Most throws leave the answer as it is.
const dice = fc.array(fc.oneof({ weight: 12, arbitrary: fc.constant(9) }, { weight: 1, arbitrary: fc.nat(2) }), {
  minLength: 1,
  maxLength: 97,
});

test.each(machineNames)('on %s a value is the right one or null with a reason', async (machine) => {
  const whole = await answer(openMachine(machine));
  const truth = new Map(whole.records.devices.map((record) => [nameOfRecord(TYPE, record), record]));
  await fc.assert(
    fc.asyncProperty(dice, async (throws) => {
      const { records, findings } = await answer(spoilt(openMachine(machine), throws));
      for (const record of records.devices) {
        const name = nameOfRecord(TYPE, record);
        const right = truth.get(name);
        const explained = new Set(findings.filter((f) => f.where === name).map((f) => f.field));
        for (const [field, value] of Object.entries(record)) {
          const expected = right?.[field as keyof typeof right] ?? null;
          if (value !== null) expect([name, field, value]).toEqual([name, field, expected]);
          else if (expected !== null) expect([name, field, explained.has(field)]).toEqual([name, field, true]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Injects read errors: every value must be the correct one, or null with a reason. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { devices } from '../../../../src/collectors/devices.js';
import { nameOfRecord } from '../../../../src/core/document.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { machineNames, openMachine } from '../../../machines.js';

const EVERYTHING = { devices: [], all: true, options: {} };
const TYPE = devices.types.devices;
const parseAll = async (host: Host) => devices.parse(await devices.collect(host, EVERYTHING));

const ERRORS: readonly FileAnswer[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'error', errno: 'EACCES' },
  { kind: 'timeout', hungPath: null, seconds: 10 },
];

/** The machine with errors in place of some answers; `dice` chooses which answers and which error. */
const withErrors = (host: Host, dice: readonly number[]): Host => {
  let turn = 0;
  const roll = (): FileAnswer | undefined => ERRORS[dice[turn++ % dice.length] ?? -1];
  return {
    ...host,
    readFiles: async (groups, share) => {
      const answers = await host.readFiles(groups, share);
      return new Map([...answers].map(([path, original]) => [path, roll() ?? original]));
    },
  };
};

// Most throws keep the answer.
const dice = fc.array(fc.oneof({ weight: 12, arbitrary: fc.constant(9) }, { weight: 1, arbitrary: fc.nat(2) }), {
  minLength: 1,
  maxLength: 97,
});

test.each(machineNames)('on %s each value is correct, or null with a reason', async (machine) => {
  const complete = await parseAll(openMachine(machine));
  const correct = new Map(complete.records.devices.map((record) => [nameOfRecord(TYPE, record), record]));
  await fc.assert(
    fc.asyncProperty(dice, async (throws) => {
      const { records, findings } = await parseAll(withErrors(openMachine(machine), throws));
      for (const record of records.devices) {
        const name = nameOfRecord(TYPE, record);
        const right = correct.get(name);
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

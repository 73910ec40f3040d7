// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whatever cannot be read, no value is ever another one. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ptm } from '../../../../src/collectors/ptm.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { openMachine } from '../../../machines.js';

const answer = async (host: Host) => ptm.parse(await ptm.collect(host, { devices: [], all: true, options: {} }));

const FAULTS: readonly FileAnswer[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'text', text: '18446744073709551615\n' },
  { kind: 'text', text: '' },
  { kind: 'timeout', hungPath: null, seconds: 10 },
];

/** The machine with faults in the place of some values: `dice` says of which, and of what kind. Names stay. */
const spoilt = (host: Host, dice: readonly number[]): Host => {
  let turn = 0;
  const roll = (): FileAnswer | undefined => FAULTS[dice[turn++ % dice.length] ?? -1];
  const isValue = (path: string): boolean => /(_input|_crit|_max|status\/\w+|emu_param\/\w+|zone\d+\/temp)$/.test(path);
  return {
    ...host,
    readFiles: async (groups, share) => {
      const answers = await host.readFiles(groups, share);
      return new Map([...answers].map(([path, whole]) => [path, (isValue(path) && roll()) || whole]));
    },
  };
};

const dice = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constant(9) }, { weight: 1, arbitrary: fc.nat(3) }), {
  minLength: 1,
  maxLength: 61,
});

type Named = { readonly [field: string]: unknown };
const nameOf = (record: Named): string => String(record['rail'] ?? record['sensor'] ?? record['cause'] ?? '');

test.each(['bluefield3', 'connectx7'])('on %s a number is the right one or null with a reason', async (machine) => {
  const truth = (await answer(openMachine(machine))).records;
  await fc.assert(
    fc.asyncProperty(dice, async (throws) => {
      const { records, findings } = await answer(spoilt(openMachine(machine), throws));
      for (const type of ['power', 'temperatures', 'throttling'] as const) {
        for (const record of records[type] as readonly Named[]) {
          const name = nameOf(record);
          const right = (truth[type] as readonly Named[]).find((one) => nameOf(one) === name);
          const told = new Set(findings.filter((f) => f.type === type && f.where === name).map((f) => f.field));
          for (const [field, value] of Object.entries(record)) {
            // Another source is right too, and that a total is the least that it can be is said by that field.
            if (
              ['source', 'is_lower_bound'].includes(field) ||
              (field === 'headroom_watts' && record['is_lower_bound'])
            )
              continue;
            if (value !== null) expect([name, field, value]).toEqual([name, field, right?.[field]]);
            else if (right?.[field] !== null) expect([name, field, told.has(field)]).toEqual([name, field, true]);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

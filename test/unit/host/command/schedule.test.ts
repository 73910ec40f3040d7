// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Schedule } from '../../../../src/host/command/schedule.js';

/** Work that is done when it is told. */
type Job = { readonly name: string; readonly device: string | null; readonly end: () => void };

/** Jobs on a schedule; `running` are those that have begun and not ended, in the order of their beginning. */
const onSchedule = (limit: number, jobs: readonly (string | null)[]) => {
  const schedule = new Schedule(limit);
  const running: Job[] = [];
  const begun: string[] = [];
  const all = jobs.map((device, i) =>
    schedule.run(device, () => {
      const name = `${i}`;
      begun.push(name);
      return new Promise<string>((resolve) => {
        const end = (): void => {
          running.splice(running.indexOf(job), 1);
          resolve(name);
        };
        const job: Job = { name, device, end };
        running.push(job);
      });
    }),
  );
  return { running, begun, all: Promise.all(all) };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const namesOf = (jobs: readonly Job[]): readonly string[] => jobs.map((job) => job.name);

test('as many at once as the limit allows, in the order of the requests', async () => {
  const { running } = onSchedule(4, Array(6).fill(null));
  await turn();
  expect(namesOf(running)).toEqual(['0', '1', '2', '3']);
  running[2]?.end();
  await turn();
  expect(namesOf(running)).toEqual(['0', '1', '3', '4']);
});

test('one that waits for its device does not block others, and is the next of its device', async () => {
  const { running } = onSchedule(4, ['a', 'a', 'b', 'a', null]);
  await turn();
  expect(namesOf(running)).toEqual(['0', '2', '4']);
  running[0]?.end();
  await turn();
  expect(namesOf(running)).toEqual(['2', '4', '1']);
});

test('in any order of ends: within the limit, one per device, none left over, results in order', async () => {
  const devices = fc.array(fc.constantFrom(null, 'a', 'b', 'c'), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      devices,
      fc.infiniteStream(fc.nat()),
      async (limit, jobs, picks) => {
        const { running, begun, all } = onSchedule(limit, jobs);
        for (let ended = 0; ended < jobs.length; ended++) {
          await turn();
          expect(running.length).toBeGreaterThan(0);
          expect(running.length).toBeLessThanOrEqual(limit);
          const busy = running.map((job) => job.device).filter((device) => device !== null);
          expect(new Set(busy).size).toBe(busy.length);
          running[(picks.next().value ?? 0) % running.length]?.end();
        }
        expect(await all).toEqual(jobs.map((_, i) => `${i}`));
        for (const device of ['a', 'b', 'c', null]) {
          const own = begun.filter((name) => jobs[Number(name)] === device).map(Number);
          expect(own.toSorted((x, y) => x - y)).toEqual(own);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('work that fails gives its turn back', async () => {
  const schedule = new Schedule(1);
  const failing = [
    schedule.run('a', () => Promise.reject(new Error('later'))),
    schedule.run('a', () => {
      throw new Error('at once');
    }),
  ];
  const after = schedule.run('a', async () => 'done');
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await after).toBe('done');
});

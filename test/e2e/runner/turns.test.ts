// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Real commands that say when they began and when they ended: never more than four at once, one on a device. */

import { expect, test } from 'vitest';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { processesIn } from '../processes.js';
import { allow, makePlace, plantSh } from './tools.js';

const place = makePlace();
const timed = plantSh(place, 'timed', 'echo $1; date +%s%N; sleep 0.2; date +%s%N');

type Span = { readonly name: string; readonly from: bigint; readonly to: bigint };

const spanOf = async (name: string, device: string | null): Promise<Span> => {
  const outcome = await runAllowed(allow(timed, name), { timeoutSeconds: 10, device });
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  const [said = '', from = '', to = ''] = outcome.stdout.split('\n');
  return { name: said, from: BigInt(from), to: BigInt(to) };
};

/** The largest number of spans that share a moment: there is one when one of them begins. */
const mostAtOnce = (spans: readonly Span[]): number =>
  Math.max(...spans.map(({ from }) => spans.filter((s) => s.from <= from && from < s.to).length));

test('runs at most four at once, with the results in the order of the requests', async () => {
  const names = Array.from({ length: 10 }, (_, i) => `command-${i}`);
  const spans = await Promise.all(names.map((name) => spanOf(name, null)));
  expect(spans.map((s) => s.name)).toEqual(names);
  expect(mostAtOnce(spans)).toBe(4);
});

test('one at a time on a device, in order, while others run', async () => {
  const devices = ['0000:03:00', '0000:18:00', '0000:03:00', '0000:03:00', '0000:18:00'];
  const spans = await Promise.all(devices.map((device, i) => spanOf(`${device}#${i}`, device)));
  expect(mostAtOnce(spans)).toBe(2);
  for (const device of new Set(devices)) {
    const own = spans.filter((s) => s.name.startsWith(device));
    expect(mostAtOnce(own)).toBe(1);
    expect(own.toSorted((a, b) => (a.from < b.from ? -1 : 1))).toEqual(own);
  }
});

test('who ends early has every answer at once, and nothing goes on', async () => {
  const wait = `sleep 9876.${process.pid}`;
  const endless = plantSh(place, 'endless', `echo begun; ${wait}`);
  const deaf = plantSh(place, 'deaf', `trap '' TERM; ${wait}; ${wait}`);
  const ending = new AbortController();
  const running = Promise.all(
    [endless, deaf, endless, endless, endless, endless].map((tool) =>
      runAllowed(allow(tool), { timeoutSeconds: 10, device: null, signal: ending.signal }),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(processesIn(wait).length).toBe(4);
  const endedAt = performance.now();
  ending.abort();
  const outcomes = await running;
  expect(performance.now() - endedAt).toBeLessThan(300);
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('timed_out'));
  expect(outcomes[0]).toMatchObject({ stdout: 'begun\n' });
  expect(outcomes[5]).toMatchObject({ stdout: '', durationSeconds: 0 });
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(processesIn(wait)).toEqual([]);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recording of counters that were programmed: it replays to the same answers, also where a setting was not taken. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Host } from '../../../../src/core/host.js';
import { atOnce } from '../../../../src/core/turns.js';
import { readRecording } from '../../../../src/host/recording/read-recording.js';
import { startRecording } from '../../../../src/host/recording/recorder.js';
import { openReplay } from '../../../../src/host/recording/replay.js';
import { scratch } from '../../../scratch.js';
import { smallMachine } from '../../small-machine.js';

const place = scratch();

const EVENT = '/sys/class/hwmon/hwmon2/llt0/event1';
const ENABLE = '/sys/class/hwmon/hwmon2/llt0/enable';

/** A machine that takes no event 0x54, and cannot put `enable` back. */
const stubborn = (): Host => ({
  ...smallMachine({ [EVENT]: ['0x0: HNF0_CYCLES', '0x1: HNF0_REQS_RECEIVED'], [ENABLE]: '0' }),
  claimCounters: async () => ({
    kind: 'allowed',
    programming: {
      keep: () => {},
      write: (_path, value) => (value === '0x54' ? { kind: 'error', errno: 'EINVAL' } : { kind: 'written' }),
      restore: () => [{ path: ENABLE, value: '1', errno: 'EIO' }],
    },
  }),
});

const use = async (host: Host) => {
  const answer = await host.claimCounters();
  if (answer.kind !== 'allowed') throw new Error(answer.kind);
  const { keep, write, restore } = answer.programming;
  const read = async () => [...(await host.readFiles([{ device: 'llt0', paths: [EVENT] }])).values()];
  const before = await read();
  keep(ENABLE, '1');
  keep(EVENT, '0x0');
  const written = [write(EVENT, '0x54'), write(EVENT, '0x1'), write(ENABLE, '1')];
  return { before, written, after: await read(), left: restore() };
};

test('it does', async () => {
  const directory = join(place, 'recording');
  const options = { directory, root: null, provider: 'bfperf', keepsIdentities: false };
  const { host, finish } = atOnce(startRecording(stubborn(), options));
  const live = await use(host);
  atOnce(finish(true));
  const replayed = await use(openReplay(readRecording(directory)));
  expect(live.written.map(({ kind }) => kind)).toEqual(['error', 'written', 'written']);
  expect(replayed).toEqual(live);
});

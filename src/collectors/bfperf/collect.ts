// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asks the machine: finds the counters, and measures, reads them as they are, or has the vendor's tool measure. */

import { FabricError } from '../../core/error.js';
import type { Host } from '../../core/host.js';
import type { CounterSession } from '../../core/programming.js';
import { chosenPlans } from './chosen-events.js';
import { type Device, findDevice } from './hwmon.js';
import { measure } from './measure.js';
import { type BfperfChoice, checkTime, parseWindow } from './options.js';
import { defaultPlans } from './plan.js';
import type { BfperfRaw } from './raw.js';
import { counterFile, eventFile, switchFiles } from './settings.js';
import { inUseError, measureByTool, toolDuration } from './tool.js';

/** Time that reading and programming take in addition to the window, with a margin. */
const BESIDE_SECONDS = 0.5;

/** Collects. @throws usage, denied, busy, and the reason when no block can be measured */
export const collect = async (host: Host, choice: BfperfChoice): Promise<BfperfRaw> => {
  const { options } = choice;
  const seconds = parseWindow(choice);
  if (options.source === 'tool' && (options.event.length > 0 || options['read-only'])) {
    throw new FabricError('usage', '--source tool cannot be combined with --event or --read-only');
  }
  const device = await findDevice(host);
  if (device.kind === 'none') return { kind: 'none', device };
  if (options['read-only']) return readAsIs(host, device);
  if (options.source === 'tool') {
    checkTime(toolDuration(seconds), host.secondsLeft());
    return measureByTool(host, await claim(host, seconds), device, { seconds, force: options.force });
  }
  const isChosen = options.event.length > 0;
  const plans = isChosen ? await chosenPlans(device.blocks, options.event) : defaultPlans(device.blocks);
  checkTime(seconds + BESIDE_SECONDS, host.secondsLeft());
  const clocks = await host.readFiles([{ device: device.path, paths: device.clocks }], 0.3);
  const measured = await measure(host, await claim(host, seconds), plans, { seconds, force: options.force });
  const { blocks } = measured;
  if (blocks.length > 0 && blocks.every(({ skipped }) => skipped?.why === 'in use')) {
    throw inUseError(blocks.map(({ plan }) => plan.block.name));
  }
  return { kind: 'measured', device, clocks, ...measured, isChosen };
};

/** Everything as it is now; nothing is written. */
const readAsIs = async (host: Host, device: Device): Promise<BfperfRaw> => {
  const groups = device.blocks.map((block) => ({
    device: block.path,
    paths: [
      ...switchFiles(block),
      ...block.counters.flatMap((counter) => [eventFile(block, counter), counterFile(block, counter)]),
      ...block.registers.map((register) => `${block.path}/${register}`),
    ],
  }));
  return { kind: 'read only', device, answers: await host.readFiles(groups) };
};

/** The right to program. @throws denied, busy, unreadable */
const claim = async (host: Host, seconds: number): Promise<CounterSession> => {
  const answer = await host.claimCounters();
  switch (answer.kind) {
    case 'allowed':
      return answer.programming;
    case 'busy':
      throw new FabricError('busy', `another bfperf is measuring (PID ${answer.pid}, since ${answer.since})`, {
        fix: `retry in ${Math.ceil(seconds)} s, or use fabric bfperf --read-only`,
      });
    case 'denied':
      throw denied(answer.by, answer.detail);
  }
};

const denied = (by: 'policy' | 'audit' | 'root' | 'lock', detail: string): FabricError => {
  if (by !== 'policy') {
    return new FabricError(by === 'audit' ? 'denied' : 'unreadable', `bfperf cannot program counters: ${detail}`);
  }
  return new FabricError('denied', `policy denies bfperf programming the counters: ${detail}`, {
    fix: 'set program=bfperf in [server] of the policy, or use fabric bfperf --read-only',
  });
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Measures: programs the counters of all blocks, lets them count in one common window, and puts everything back.
 *
 * Every setting is kept before the first one is changed. Once kept, nothing but the end of this function, or of the
 * program, comes between a change and its restoration.
 */

import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import type { CounterSession, RestoreFailure } from '../../core/programming.js';
import type { Plan } from './plan.js';
import type { MeasuredBlock, Sample, Skipped } from './raw.js';
import {
  clockFile,
  countFiles,
  enableFile,
  eventFile,
  parseEvent,
  parseSettingNumber,
  settingFiles,
  valueToRestore,
} from './settings.js';

/** The result of a measurement. */
export type Measurement = {
  readonly blocks: readonly MeasuredBlock[];
  readonly before: FileAnswers;
  readonly after: FileAnswers;
  readonly samples: readonly Sample[];
  readonly notRestored: readonly RestoreFailure[];
};

/** A counter of 32 bits that counts the cycles of a clock starts again every 3.4 s at 1.25 GHz: it is read in between. */
const LONGEST_STEP_SECONDS = 1;

/** Measures for so many seconds. `force`: also where another program counts. @throws output */
export const measure = async (
  host: Host,
  programming: CounterSession,
  plans: readonly Plan[],
  { seconds, force }: { readonly seconds: number; readonly force: boolean },
): Promise<Measurement> => {
  try {
    const before = await readFiles(host, plans, settingFiles);
    const judged = plans.map((plan) => ({ plan, skipped: reasonToSkip(plan, before, force) }));
    const chosen = judged.flatMap(({ plan, skipped }) => (skipped === null ? [plan] : []));
    const programmed = chosen.filter(({ block }) => block.style !== 'registers');
    if (programmed.length > 0) host.announce(formatAnnouncement(programmed.length, seconds));
    for (const plan of programmed) keep(programming, plan, before);
    const failed = new Map<Plan, Skipped>();
    for (const plan of programmed) note(failed, plan, prepare(programming, plan));
    const counting = chosen.filter((plan) => !failed.has(plan));
    const from = new Map<Plan, number>();
    for (const plan of counting) {
      note(failed, plan, start(programming, plan));
      from.set(plan, host.clock.seconds());
    }
    const samples = await sampleFor(host, counting, seconds);
    const to = new Map<Plan, number>();
    for (const plan of counting) {
      note(failed, plan, stop(programming, plan));
      to.set(plan, host.clock.seconds());
    }
    samples.push(await sample(host, counting));
    const after = await readFiles(host, counting, settingFiles);
    const blocks = judged.map(({ plan, skipped }): MeasuredBlock => {
      const [start, end] = [from.get(plan), to.get(plan)];
      const isSwitched = plan.block.style === 'switched' && start !== undefined && end !== undefined;
      return {
        plan,
        skipped: skipped ?? failed.get(plan) ?? null,
        ran: isSwitched ? { from: start, to: end } : null,
      };
    });
    return { blocks, before, after, samples, notRestored: programming.restore() };
  } finally {
    programming.restore();
  }
};

const formatAnnouncement = (count: number, seconds: number): string => {
  const blocks = `${count} counter block${count === 1 ? '' : 's'}`;
  return `reprogramming ${blocks} for ${Number(seconds.toPrecision(3))} s, then restoring ${count === 1 ? 'it' : 'them'}`;
};

const note = (failed: Map<Plan, Skipped>, plan: Plan, skipped: Skipped | null): void => {
  if (skipped !== null && !failed.has(plan)) failed.set(plan, skipped);
};

/** Whether a block must be left alone. */
const reasonToSkip = (plan: Plan, before: FileAnswers, force: boolean): Skipped | null => {
  if (plan.block.style === 'registers') return null;
  const lost = settingFiles(plan).find((file) => valueToRestore(file, before.get(file)) === null);
  if (lost !== undefined) return { why: 'not restorable', file: lost };
  return !force && isInUse(plan, before) ? { why: 'in use' } : null;
};

/** A switched block that is on; of any other a counter with an event, which counts as soon as it has one. */
const isInUse = ({ block, counters }: Plan, before: FileAnswers): boolean => {
  const textOf = (file: string): string => {
    const answer = before.get(file);
    return answer?.kind === 'text' ? answer.text : '';
  };
  if (block.style === 'switched') return parseSettingNumber(textOf(enableFile(block))) !== 0n;
  return counters.some(({ counter }) => parseEvent(textOf(eventFile(block, counter)))?.id !== 0);
};

const keep = (programming: CounterSession, plan: Plan, before: FileAnswers): void => {
  for (const file of settingFiles(plan)) {
    const value = valueToRestore(file, before.get(file));
    if (value !== null) programming.keep(file, value);
  }
};

const put = (programming: CounterSession, file: string, value: string): Skipped | null => {
  const answer = programming.write(file, value);
  return answer.kind === 'written' ? null : { why: 'not written', file, errno: answer.errno };
};

/** Stops a switched block and selects the events of its counters. */
const prepare = (programming: CounterSession, { block, clock, counters }: Plan): Skipped | null => {
  if (block.style !== 'switched') return null;
  const settings: readonly (readonly [string, string])[] = [
    [enableFile(block), '0'],
    ...(clock === null ? [] : [[clockFile(block), String(1 << clock)] as const]),
    ...counters.map(({ counter, event }) => [eventFile(block, counter), hex(event.id)] as const),
  ];
  for (const [file, value] of settings) {
    const skipped = put(programming, file, value);
    if (skipped !== null) return skipped;
  }
  return null;
};

const hex = (id: number): string => `0x${id.toString(16)}`;

/** Starts a block from 0: by its switch, or because each counter starts when it gets its event. */
const start = (programming: CounterSession, { block, counters }: Plan): Skipped | null => {
  if (block.style === 'switched') return put(programming, enableFile(block), '1');
  for (const { counter, event } of counters) {
    const skipped = put(programming, eventFile(block, counter), hex(event.id));
    if (skipped !== null) return skipped;
  }
  return null;
};

const stop = (programming: CounterSession, { block }: Plan): Skipped | null =>
  block.style === 'switched' ? put(programming, enableFile(block), '0') : null;

/** Waits, and reads in between what would start again meanwhile. What cannot be stopped is read at the beginning too. */
const sampleFor = async (host: Host, plans: readonly Plan[], seconds: number): Promise<Sample[]> => {
  const samples: Sample[] = [];
  const running = plans.filter(({ block }) => block.style !== 'switched');
  if (running.length > 0) samples.push(await sample(host, running));
  const steps = Math.ceil(seconds / LONGEST_STEP_SECONDS);
  for (let step = 1; step <= steps; step++) {
    await host.sleep(seconds / steps, 'same');
    if (step < steps) samples.push(await sample(host, plans));
  }
  return samples;
};

/** All counters, at the middle of the time that their reading took. */
const sample = async (host: Host, plans: readonly Plan[]): Promise<Sample> => {
  const from = host.clock.seconds();
  const answers = await readFiles(host, plans, countFiles);
  return { answers, at: (from + host.clock.seconds()) / 2 };
};

/** One group per block: a block that never answers does not cost the others. */
const readFiles = (
  host: Host,
  plans: readonly Plan[],
  filesOf: (plan: Plan) => readonly string[],
): Promise<FileAnswers> =>
  host.readFiles(
    plans.map((plan) => ({ device: plan.block.path, paths: filesOf(plan) })),
    0.5,
  );

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Computes what each block counted from the counter files, or why that is not known. Pure. */

import { ABSENT_ANSWER, answerTo, parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import { detailOf, type FileAnswers } from '../../core/file-answer.js';
import { codeOfErrno, type Reason } from '../../core/problem.js';
import type { BlockCounts, CountedEvent } from './block-counts.js';
import type { Event, Plan } from './plan.js';
import { clockHertz } from './rates.js';
import type { BfperfRaw, MeasuredBlock, Skipped } from './raw.js';
import { clockFile, counterFile, enableFile, eventFile, parseEvent, parseSettingNumber } from './settings.js';

type Measured = Extract<BfperfRaw, { kind: 'measured' }>;

const numberIn = (answers: FileAnswers, file: string): ValueOrReason<bigint> =>
  parseAnswer(answerTo(answers, file), parseSettingNumber);

/** The clocks that the blocks run by. */
const CLOCKS: Readonly<Record<string, string>> = { llt: 'PLL_T1', llt_miss: 'PLL_T1', mss: 'PLL_N1' };

/** No block has a faster clock: bounds undetected wraps when the speed of the clock is unknown. */
const FASTEST_HERTZ = 2.1e9;

/** The block's own clock and ours may differ by so much, or by what a busy machine takes between two instructions. */
const TOLERANCE = { ratio: 0.1, seconds: 0.02 } as const;

/** The counts of each block. */
export const computeCounts = (raw: Measured): readonly BlockCounts[] => raw.blocks.map((block) => countsOf(block, raw));

/** The frequency of the clock of a kind of block; the reason is null too where the kernel has no such clock. */
const clockOf = (
  kind: string,
  files: readonly string[],
  answers: FileAnswers,
): { readonly hertz: number | null; readonly reason: Reason | null } => {
  const pll = CLOCKS[kind];
  const [countFile, windowFile] = ['FMON_CLK_LAST_COUNT', 'REFERENCE_WINDOW_WIDTH'].map((stem) =>
    files.find((file) => file.endsWith(`/${stem}_${pll}`)),
  );
  if (pll === undefined || countFile === undefined || windowFile === undefined) return { hertz: null, reason: null };
  const [count, window] = [numberIn(answers, countFile), numberIn(answers, windowFile)];
  if (count.value === null) return { hertz: null, reason: count.reason };
  if (window.value === null) return { hertz: null, reason: window.reason };
  const hertz = clockHertz(count.value, window.value);
  return { hertz, reason: hertz === null ? { code: 'unreadable', detail: `${pll} is not measured` } : null };
};

const countsOf = (measured: MeasuredBlock, raw: Measured): BlockCounts => {
  const { plan, skipped } = measured;
  const { block } = plan;
  const clock = clockOf(block.kind, raw.device.clocks, raw.clocks);
  const enabled = block.style === 'switched' ? numberIn(raw.before, enableFile(block)).value : null;
  const known = {
    block: block.name,
    kind: block.kind,
    wasEnabled: enabled === null ? null : enabled !== 0n,
    clockHertz: clock.hertz,
    clockReason: clock.reason,
  };
  const counters = countedBy(measured, raw);
  const time = skipped === null ? timeOf(measured, raw, counters, clock.hertz) : reasonOfSkipped(skipped, raw.before);
  if (typeof time === 'number') return { ...known, seconds: time, counters, reason: null };
  const useless = counters.map((one) => ({ ...one, count: null, reason: time }));
  return { ...known, seconds: null, counters: useless, reason: time };
};

const countedBy = (measured: MeasuredBlock, raw: Measured): readonly CountedEvent[] => {
  const { block, clock, counters } = measured.plan;
  const one = (counter: string, event: Event | null, file: string): CountedEvent => ({
    counter,
    event,
    ...countIn(file, measured, raw),
  });
  return [
    ...(clock === null ? [] : [one(String(clock), null, counterFile(block, clock))]),
    ...counters.map(({ counter, event }) => one(String(counter), event, counterFile(block, counter))),
    ...block.registers.map((register) => one(register, null, `${block.path}/${register}`)),
  ];
};

/** A register of so many bits starts again at 0. */
const bitsOf = ({ block }: Plan): number => (block.style !== 'switched' ? 64 : block.kind === 'l3cachehalf' ? 57 : 32);

/** The sum of what was added from sample to sample: a block that was switched on began at 0. */
const countIn = (
  file: string,
  { plan, skipped }: MeasuredBlock,
  { samples }: Measured,
): Pick<CountedEvent, 'count' | 'value' | 'reason'> => {
  if (skipped !== null) return { count: null, value: null, reason: null };
  let count = 0n;
  let before: bigint | null = plan.block.style === 'switched' ? 0n : null;
  for (const { answers } of samples) {
    if (!answers.has(file)) continue; // only what cannot be stopped is read at the beginning too
    const now = numberIn(answers, file);
    if (now.value === null) return { count: null, value: null, reason: now.reason };
    if (before !== null) count += BigInt.asUintN(bitsOf(plan), now.value - before);
    before = now.value;
  }
  return { count, value: before, reason: null };
};

/** Duration of counting, or why the counts of a block are unusable. */
const timeOf = (
  measured: MeasuredBlock,
  raw: Measured,
  counters: readonly CountedEvent[],
  hertz: number | null,
): number | Reason => {
  const { plan, ran } = measured;
  const [first, last] = [raw.samples[0], raw.samples.at(-1)];
  const from = ran?.from ?? first?.at ?? 0;
  const to = ran?.to ?? last?.at ?? 0;
  const foreign = reprogrammed(plan, raw.after);
  if (foreign !== null) return foreign;
  const times = [from, ...raw.samples.slice(0, -1).map(({ at }) => at), to];
  const longest = Math.max(...times.map((time, i) => time - (times[i - 1] ?? time)));
  if (longest * (hertz ?? FASTEST_HERTZ) >= 2 ** bitsOf(plan)) {
    return { code: 'unreadable', detail: `not read for ${longest.toFixed(1)} s; a counter may have wrapped` };
  }
  if (plan.clock === null) return to - from;
  const cycles = counters.find(({ counter }) => counter === String(plan.clock));
  if (cycles === undefined || cycles.count === null) return cycles?.reason ?? { code: 'absent', detail: 'no cycles' };
  if (cycles.count === 0n) return { code: 'unreadable', detail: 'did not count: its clock was stopped' };
  if (hertz === null) return to - from;
  const seconds = Number(cycles.count) / hertz;
  const off = Math.abs(seconds - (to - from));
  if (off <= TOLERANCE.seconds + TOLERANCE.ratio * (to - from)) return seconds;
  return {
    code: 'unreadable',
    detail: `counted ${seconds.toFixed(2)} s of ${(to - from).toFixed(2)} s; another program may be using it`,
  };
};

/** Whether another program changed the settings of the counters while they counted. */
const reprogrammed = ({ block, clock, counters }: Plan, after: FileAnswers): Reason | null => {
  for (const { counter, event } of counters) {
    const now = parseAnswer(after.get(eventFile(block, counter)) ?? ABSENT_ANSWER, parseEvent);
    if (now.value === null) return now.reason;
    if (now.value.id !== event.id) return foreignly(`event${counter} is now ${now.value.name}`);
  }
  if (clock === null) return null;
  const mask = numberIn(after, clockFile(block));
  if (mask.value === null) return mask.reason;
  return mask.value === BigInt(1 << clock) ? null : foreignly(`count_clock is now ${mask.value}`);
};

const foreignly = (what: string): Reason => ({
  code: 'unreadable',
  detail: `reprogrammed by another program: ${what}`,
});

const reasonOfSkipped = (skipped: Skipped, before: FileAnswers): Reason => {
  switch (skipped.why) {
    case 'in use':
      return { code: 'unreadable', detail: 'in use by another program; use --force' };
    case 'not restorable': {
      const answer = before.get(skipped.file);
      const shown =
        answer?.kind === 'error' ? detailOf(answer) : answer?.kind === 'text' ? answer.text.trim() : 'no answer';
      const code = answer?.kind === 'timeout' ? 'timeout' : 'unreadable';
      return { code, detail: `not touched: cannot read ${nameOf(skipped.file)} (${shown})` };
    }
    case 'not written': {
      const code = codeOfErrno(skipped.errno);
      // A refused setting is a failure, even with an errno that is harmless for a read.
      return {
        code: code === 'permission' ? code : 'unreadable',
        detail: `${nameOf(skipped.file)} could not be written (${skipped.errno})`,
      };
    }
  }
};

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

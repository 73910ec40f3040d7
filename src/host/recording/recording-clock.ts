// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A machine's clock that remembers when it was looked at: a sample lasts while the machine answers. */

import type { Host } from '../../core/host.js';
import type { Manifest } from './manifest.js';

/** When the samples were, in the words of host.json. */
export type SampleTimes = Pick<Manifest, 'recorded_at' | 'duration_seconds' | 'later_samples'>;

/** The clock, and what is to be recorded of it. */
export type RecordingClock = {
  readonly clock: Host['clock'];
  /** The machine has answered something. */
  readonly answered: () => void;
  /** The machine has slept: a sample begins. */
  readonly slept: () => void;
  readonly times: () => SampleTimes;
};

/** A sample: its first look, the last one before the first answer, and the first one after the last answer. */
type Sample = {
  at: Date | null;
  began: number | null;
  firstAt: number;
  ended: number;
  answers: number;
  isEnding: boolean;
};

const newSample = (): Sample => ({ at: null, began: null, firstAt: 0, ended: 0, answers: 0, isEnding: false });

/** Looks at the clock through this one. */
export const recordingClock = (clock: Host['clock']): RecordingClock => {
  const first = newSample();
  const later: Sample[] = [];
  let sample = first;
  const seconds = (): number => {
    const now = clock.seconds();
    sample.began ??= now;
    if (sample.answers === 0) sample.firstAt = now;
    if (sample.isEnding || sample.answers === 0) sample.ended = now;
    sample.isEnding = false;
    return now;
  };
  const now = (): Date => {
    const time = clock.now();
    sample.at ??= time;
    return time;
  };
  const atOf = ({ at }: Sample): string => (at ?? clock.now()).toISOString();
  return {
    clock: { now, seconds },
    answered: () => {
      sample.answers++;
      sample.isEnding = true;
    },
    slept: () => {
      sample = newSample();
      later.push(sample);
    },
    times: () => {
      // A sample that was interrupted before it began does not count.
      const begun = later.flatMap((one) => (one.began === null ? [] : [{ ...one, began: one.began }]));
      const later_samples = begun.map((one) => ({
        at: atOf(one),
        after_seconds: exact(one.began - (first.began ?? 0)),
        duration_seconds: exact(one.ended - one.firstAt),
      }));
      return {
        recorded_at: atOf(first),
        duration_seconds: exact(first.ended - first.firstAt),
        ...(later_samples.length === 0 ? {} : { later_samples }),
      };
    },
  };
};

/** To a nanosecond: more than the clock has, and short to write. */
const exact = (seconds: number): number => Math.round(seconds * 1e9) / 1e9;

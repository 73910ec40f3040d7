// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The time of a recorded machine: when a sample began, and after its first question what the sample took. */

import type { Manifest } from './manifest.js';

/** A clock that only sleeping moves. */
export type RecordedClock = {
  readonly now: () => Date;
  readonly seconds: () => number;
  /** A read or a command: the sample has taken its time. */
  readonly startMeasurement: () => void;
  /** Goes to the next recorded sample; false without one, when it only moves by the requested time. */
  readonly sleep: (seconds: number) => boolean;
};

/** The clock, at the first sample. */
export const recordedClock = ({ recorded_at, duration_seconds, later_samples = [] }: Manifest): RecordedClock => {
  const later = [...later_samples];
  let sample = { at: Date.parse(recorded_at), after_seconds: 0, duration_seconds };
  let isMeasuring = false;
  const seconds = (): number => sample.after_seconds + (isMeasuring ? sample.duration_seconds : 0);
  return {
    now: () => new Date(sample.at),
    seconds,
    startMeasurement: () => {
      isMeasuring = true;
    },
    sleep: (requested) => {
      const next = later.shift();
      const began = seconds() + requested;
      const at = sample.at + (began - sample.after_seconds) * 1000;
      sample = next === undefined ? { ...sample, at, after_seconds: began } : { ...next, at: Date.parse(next.at) };
      isMeasuring = false;
      return next !== undefined;
    },
  };
};

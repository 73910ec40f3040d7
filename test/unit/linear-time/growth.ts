// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Measures how the time of a function grows when its text doubles: 2 is linear, 4 is quadratic. */

/** A text of about this many characters. */
export type MakeText = (length: number) => string;

/** The measured growth. */
export type Growth = { readonly ratio: number; readonly characters: number };

/** Limit between linear (2) and quadratic (4). Garbage collection can bring a linear parser close to 3 at some lengths. */
export const LARGEST_RATIO = 3.1;

/** A shorter time is not compared. A quadratic parser needs far more for the longest text. */
const SHORTEST_MS = 10;
const SHORTEST_TEXT = 8192;
/** A text of this length that needs less than `SHORTEST_MS` is fast enough. */
const LONGEST_TEXT = 32 * 1024;

/**
 * Doubles the text until its time is long enough, and compares. A ratio above the limit counts only at four lengths, because
 * compilation or garbage collection affects single ones. Null when even the longest text is fast.
 */
export const growthOf = (run: (text: string) => unknown, make: MakeText, moreLengths = 3): Growth | null => {
  run(make(SHORTEST_TEXT)); // the first run compiles
  let characters = SHORTEST_TEXT;
  while (timeOf(run, make(characters)) < SHORTEST_MS) {
    if (characters >= LONGEST_TEXT) return null;
    characters *= 2;
  }
  let growth = growthFrom(run, make, characters);
  for (let step = 1; step <= moreLengths && growth.ratio > LARGEST_RATIO; step++)
    growth = growthFrom(run, make, characters << step);
  return growth;
};

const growthFrom = (run: (text: string) => unknown, make: MakeText, characters: number): Growth => {
  const [half, whole] = [make(characters), make(characters * 2)];
  let [before, after] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    before = Math.min(before, timeOf(run, half));
    after = Math.min(after, timeOf(run, whole));
    // Other work in the process only adds time, so the shortest times are compared.
    if (attempt > 0 && after / before <= LARGEST_RATIO) break;
  }
  return { ratio: after / before, characters };
};

const ATTEMPTS = 3;

/** Milliseconds of processor time, without other processes. */
const timeOf = (run: (text: string) => unknown, text: string): number => {
  const start = process.cpuUsage();
  run(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Measures how the time of a function grows when its text doubles: 2 is linear, 4 is quadratic. */

/** A text of about this many characters. */
export type MakeText = (length: number) => string;

/** How the time grew. */
export type Growth = { readonly ratio: number; readonly characters: number };

/** Between linear (2) and quadratic (4). A collector at work takes a linear one close to 3 at some lengths. */
export const LARGEST_RATIO = 3.1;

/** A time under this is too short to be compared. A quadratic parser needs far more for the longest text. */
const SHORTEST_MS = 10;
const SHORTEST_TEXT = 8192;
/** A text that needs less than `SHORTEST_MS` at this length is fast enough. */
const LONGEST_TEXT = 32 * 1024;

/**
 * Doubles the text until its time can be compared, and compares. A ratio that is too large counts only when it is seen at four
 * lengths: a compiler or a collector at work is not. Null when the longest text takes no time.
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
    // Whatever else happens in the process only adds to a time: the shortest ones are compared.
    if (attempt > 0 && after / before <= LARGEST_RATIO) break;
  }
  return { ratio: after / before, characters };
};

const ATTEMPTS = 3;

/** Milliseconds of processor time: other processes do not count. */
const timeOf = (run: (text: string) => unknown, text: string): number => {
  const start = process.cpuUsage();
  run(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

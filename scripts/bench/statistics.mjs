// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the bench computes from its runs. Pure. */

/** The middle of the numbers; of an even count the mean of the two in the middle. */
export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
};

/** The middle and both ends, so that a reader sees how far the runs lie apart. */
export const spread = (numbers) => ({
  median: median(numbers),
  lowest: Math.min(...numbers),
  highest: Math.max(...numbers),
});

/**
 * How many times the CPU time per value one program takes of the other. The runs are pairs, one after the other: a busy
 * neighbour slows both, so each pair gives a ratio, and these are told.
 */
export const ratioPerValue = (ours, theirs) =>
  spread(
    ours.rounds.map((round, i) => round.cpu_seconds / ours.values / (theirs.rounds[i].cpu_seconds / theirs.values)),
  );

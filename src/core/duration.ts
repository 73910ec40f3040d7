// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Formats durations. */

/** A duration in its largest whole unit or in milliseconds: 41d, 12h, 10ms. */
export const formatDuration = (seconds: number): string => {
  const rounded = Number(seconds.toPrecision(3)); // first, so that 59.97 s is 1m and not 60s
  if (rounded < 1) return `${Number((seconds * 1000).toPrecision(3))}ms`;
  if (rounded < 60) return `${rounded}s`;
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    if (seconds >= length) return `${Math.floor(seconds / length)}${unit}`;
  }
  return '1m';
};

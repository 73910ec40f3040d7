// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The rates at which the emulated firmware counts (firmware/secure-monitor.c). */

/** Kinds of blocks, and the number of each. */
export const KINDS = { llt: 8, llt_miss: 8, mss: 2 } as const;
export type Kind = keyof typeof KINDS;

/** `llt0` to `mss1`. */
export const BLOCKS: readonly string[] = Object.entries(KINDS).flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, nr) => `${kind}${nr}`),
);

/** Events per second of a block: those of the first of its kind, and 1 % more for each further one. */
export const perSecond = (parameter: string, event: number, nr: number): number => {
  const words = parameter.trim().split(',').map(Number);
  const at = words.findIndex((word, i) => i % 2 === 0 && word === event);
  const first = words[at + 1];
  if (at === -1 || first === undefined) throw new Error(`event ${event} has no rate`);
  return (first / 100) * (100 + nr);
};

/** The events that are reads and writes, by kind. For llt_miss they are misses. */
const EVENTS: Readonly<Record<Kind, Readonly<Record<Way, readonly number[]>>>> = {
  llt: { read: [0x54, 0x7b], write: [0x55, 0x7c] },
  llt_miss: { read: [0x0], write: [0x1] },
  mss: { read: [0x1], write: [0x6] },
};
export type Way = 'read' | 'write';

/** Bytes per request and per flit: one cache line. */
const LINE_BYTES = 64;

/** Bytes per second of a block; without `nr`, of all blocks of a kind. */
export const bytesPerSecond = (parameter: string, kind: Kind, way: Way, nr?: number): number => {
  const blocks = nr === undefined ? Array.from({ length: KINDS[kind] }, (_, i) => i) : [nr];
  const rates = blocks.flatMap((block) => EVENTS[kind][way].map((event) => perSecond(parameter, event, block)));
  return rates.reduce((sum, rate) => sum + rate, 0) * LINE_BYTES;
};

/**
 * Allowed relative error of a rate. At each access the firmware drops the fraction of an event that is not yet counted, and a
 * block is accessed about twenty times while it counts two million events or more.
 */
export const TOLERANCE = 1e-4;

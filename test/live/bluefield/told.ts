// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the emulated firmware was told to count (firmware/secure-monitor.c). */

/** The kinds of its blocks, and how many there are of each. */
export const KINDS = { llt: 8, llt_miss: 8, mss: 2 } as const;
export type Kind = keyof typeof KINDS;

/** `llt0` to `mss1`. */
export const BLOCKS: readonly string[] = Object.entries(KINDS).flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, nr) => `${kind}${nr}`),
);

/** The events a second of one block: those of the first of its kind, and 1 % more for each further one. */
export const perSecond = (parameter: string, event: number, nr: number): number => {
  const words = parameter.trim().split(',').map(Number);
  const at = words.findIndex((word, i) => i % 2 === 0 && word === event);
  const first = words[at + 1];
  if (at === -1 || first === undefined) throw new Error(`nobody told how often event ${event} is`);
  return (first / 100) * (100 + nr);
};

/** The events that are reads and writes, by kind. Of llt_miss they are what was not found. */
const EVENTS: Readonly<Record<Kind, Readonly<Record<Way, readonly number[]>>>> = {
  llt: { read: [0x54, 0x7b], write: [0x55, 0x7c] },
  llt_miss: { read: [0x0], write: [0x1] },
  mss: { read: [0x1], write: [0x6] },
};
export type Way = 'read' | 'write';

/** Each request and each flit is a line of memory. */
const LINE_BYTES = 64;

/** The bytes a second of one block, or without `nr` of all blocks of a kind. */
export const bytesPerSecond = (parameter: string, kind: Kind, way: Way, nr?: number): number => {
  const blocks = nr === undefined ? Array.from({ length: KINDS[kind] }, (_, i) => i) : [nr];
  const rates = blocks.flatMap((block) => EVENTS[kind][way].map((event) => perSecond(parameter, event, block)));
  return rates.reduce((sum, rate) => sum + rate, 0) * LINE_BYTES;
};

/**
 * How far a rate may be from what was told, as a ratio. The firmware drops the part of an event that it has not yet
 * counted at each access, and a block is accessed some twenty times while it counts two million events or more.
 */
export const TOLERANCE = 1e-4;

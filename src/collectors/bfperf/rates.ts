// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The formulas: from counts to rates. A request to the last level cache, a miss of it and a flit to memory carry a cache
 * line each; the vendor's bfperf_pmc counts so too.
 */

import type { BlockCounts, CountedEvent } from './block-counts.js';

/** Bytes of a cache line. */
const LINE_BYTES = 64;

/** Which way the data of an event goes, by kind of block. */
const FLOWS: Readonly<Record<string, Readonly<Record<string, 'read' | 'write'>>>> = {
  llt: {
    GDC_BANK0_RD_REQ: 'read',
    GDC_BANK1_RD_REQ: 'read',
    GDC_BANK0_WR_REQ: 'write',
    GDC_BANK1_WR_REQ: 'write',
  },
  llt_miss: { GDC_MISS_MACHINE_RD_REQ: 'read', GDC_MISS_MACHINE_WR_REQ: 'write' },
  mss: { SKYLIB_DDN_TX_FLITS: 'read', SKYLIB_DDN_RX_FLITS: 'write' },
  tile: { MEMORY_READS: 'read', MEMORY_WRITES: 'write' },
};

const flowOf = (kind: string, { event }: CountedEvent): 'read' | 'write' | null =>
  event === null ? null : (FLOWS[kind]?.[event.name] ?? null);

/** Bytes of one count; null where it is no data, or its size is not known. */
const bytesOf = (kind: string, counted: CountedEvent): number | null => {
  if (flowOf(kind, counted) !== null) return LINE_BYTES;
  return kind === 'pcie' && counted.counter.endsWith('_BYTE_CNT') ? 1 : null;
};

/** Counts a second; null without a count or a time. */
export const countPerSecond = ({ seconds }: BlockCounts, { count }: CountedEvent): number | null =>
  count === null || seconds === null || seconds === 0 ? null : Number(count) / seconds;

/** Bytes a second of one counter; null where it counts no data. */
export const eventBytesPerSecond = (block: BlockCounts, counted: CountedEvent): number | null => {
  const [bytes, rate] = [bytesOf(block.kind, counted), countPerSecond(block, counted)];
  return bytes === null || rate === null ? null : Math.round(rate * bytes);
};

/** Bytes a second that a block read or wrote; null unless every counter of that way is known, and there is one. */
export const flowPerSecond = (block: BlockCounts, way: 'read' | 'write'): number | null => {
  const rates = block.counters
    .filter((one) => flowOf(block.kind, one) === way)
    .map((one) => eventBytesPerSecond(block, one));
  return rates.length === 0 ? null : sumOf(rates);
};

/** The sum; null when a part of it is missing. */
export const sumOf = (parts: readonly (number | null)[]): number | null =>
  parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);

/** Share of requests that hit; null without requests, or with more misses than requests. */
export const hitRatio = (requests: number, misses: number): number | null =>
  requests === 0 || misses > requests ? null : Number((1 - misses / requests).toPrecision(6));

/** The frequency of a clock from its monitor: cycles in a window of the 156.25 MHz reference, to 10 kHz. */
export const clockHertz = (count: bigint, window: bigint): number | null =>
  window === 0n || count === 0n ? null : Math.round((Number(count) / Number(window)) * 15_625) * 10_000;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The records of bfperf: what goes through the caches and to memory, block by block, and every counter. */

import { boolean, gauge, label, number, text, texts, volatile } from '../../core/field.js';
import { list } from '../../core/record-type.js';

const COUNTS = '<block>/counterN, <block>/eventN';
const MISSES = '1 - misses / requests, llt_missN of lltN';
const CLOCK = 'clock_measure/FMON_CLK_LAST_COUNT_PLL_* / REFERENCE_WINDOW_WIDTH_PLL_* * 156.25 MHz';

/** A level of the memory, all its blocks together. */
export const MEMORY = list({
  level: label('Memory level: llc (last-level cache, llt blocks), l3 (BlueField-2 cache) or ddr.', 'block'),
  read_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Read bandwidth, at 64 bytes per request or flit.', COUNTS),
  ),
  write_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Write bandwidth, at 64 bytes per request or flit.', COUNTS),
  ),
  read_hit_ratio: volatile(gauge('ratio', 'Share of read requests that hit the cache.', MISSES)),
  write_hit_ratio: volatile(gauge('ratio', 'Share of write requests that hit the cache.', MISSES)),
  hit_ratio: volatile(
    gauge(
      'ratio',
      'Share of all requests that hit the cache.',
      `${MISSES}; of a BlueField-2 HITS and MISSES of its banks`,
    ),
  ),
  derived: texts('Fields of this record that are calculated instead of counted.', 'the rules above'),
  clock_hertz: volatile(gauge('hertz', 'Clock frequency of the blocks.', CLOCK)),
  blocks: number('Number of blocks measured.', 'block'),
});

/** A block. llt_missN counts misses: requests that found no line. */
export const BLOCKS = list({
  block: label('Counter block.', '<block>'),
  read_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Read bandwidth; for llt_miss blocks, reads that missed the cache.', COUNTS),
  ),
  write_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Write bandwidth; for llt_miss blocks, writes that missed the cache.', COUNTS),
  ),
  clock_hertz: volatile(gauge('hertz', 'Clock frequency of the block.', CLOCK)),
  window_seconds: volatile(
    gauge(
      'seconds',
      'Time during which the block counted, by its own cycle counter where it has one.',
      'count_clock, or the time between two writes',
    ),
  ),
});

/** A counter: what it counts, and how much that was. */
export const COUNTERS = {
  ...list({
    block: label('Counter block.', '<block>'),
    counter: label('Counter number, or register name.', '<block>/counterN'),
    enabled: volatile(
      boolean(
        'The block was already counting before the measurement. Null when the block has no enable file.',
        '<block>/enable',
      ),
    ),
    event: text('Counted event; count_clock when the counter counts clock cycles.', '<block>/eventN'),
    event_id: number('Number of the counted event.', '<block>/eventN'),
    value: {
      kind: 'counter',
      help: 'Register value.',
      from: '<block>/counterN',
      bits: 64,
      atMax: 'wraps',
      scale: 1n,
    } as const,
    count: volatile(number('Events counted in the window.', '<block>/counterN')),
    count_per_second: volatile(gauge('per_second', 'Events per second.', 'count / window_seconds')),
    data_bytes_per_second: volatile(
      gauge(
        'bytes_per_second',
        'Bandwidth counted by the event. Null with --read-only or when the event does not count data.',
        '64 bytes for a cache line; of *_BYTE_CNT 1',
      ),
    ),
  }),
  metrics: false,
} as const;

/** All of them. */
export const TYPES = { memory: MEMORY, blocks: BLOCKS, counters: COUNTERS };
export type Types = typeof TYPES;

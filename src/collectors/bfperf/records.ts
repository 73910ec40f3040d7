// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The records of bfperf: what goes through the caches and to memory, block by block, and every counter. */
import { boolean, gauge, label, number, text, texts, volatile } from '../../core/field.js';
import { list } from '../../core/provider.js';

const COUNTS = '<block>/counterN, <block>/eventN';
const MISSES = '1 - misses / requests, llt_missN of lltN';
const CLOCK = 'clock_measure/FMON_CLK_LAST_COUNT_PLL_* / REFERENCE_WINDOW_WIDTH_PLL_* * 156.25 MHz';

/** A level of the memory, all its blocks together. */
export const MEMORY = list({
  level: label(
    'Level: llc is the last level cache (the llt blocks), l3 that of a BlueField-2, ddr the memory.',
    'block',
  ),
  read_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Bytes read from it. 64 for each request or flit.', COUNTS),
  ),
  write_bytes_per_second: volatile(
    gauge('bytes_per_second', 'Bytes written to it. 64 for each request or flit.', COUNTS),
  ),
  read_hit_ratio: volatile(gauge('ratio', 'Part of the read requests that were no misses.', MISSES)),
  write_hit_ratio: volatile(gauge('ratio', 'Part of the write requests that were no misses.', MISSES)),
  hit_ratio: volatile(
    gauge(
      'ratio',
      'Part of all requests that were no misses.',
      `${MISSES}; of a BlueField-2 HITS and MISSES of its banks`,
    ),
  ),
  derived: texts('The fields that are derived here, and that no counter says by itself.', 'the rules above'),
  clock_hertz: volatile(gauge('hertz', 'Frequency of the clock of its blocks.', CLOCK)),
  blocks: number('Blocks that were measured for it. Null when one of them was not: no sum is known.', 'block'),
});

/** A block. Of llt_missN the misses are told: what its requests did not find. */
export const BLOCKS = list({
  block: label('Block.', '<block>'),
  read_bytes_per_second: volatile(gauge('bytes_per_second', 'Bytes read, or missed by reads.', COUNTS)),
  write_bytes_per_second: volatile(gauge('bytes_per_second', 'Bytes written, or missed by writes.', COUNTS)),
  clock_hertz: volatile(gauge('hertz', 'Frequency of its clock.', CLOCK)),
  window_seconds: volatile(
    gauge(
      'seconds',
      'Time that it counted. By its own clock where it counts that.',
      'count_clock, or the time between two writes',
    ),
  ),
});

/** A counter: what it counts, and how much that was. */
export const COUNTERS = {
  ...list({
    block: label('Block.', '<block>'),
    counter: label('Number of the counter, or the name of a register.', '<block>/counterN'),
    enabled: volatile(
      boolean('Whether its block counted before fabric came. Null where it has no switch.', '<block>/enable'),
    ),
    event: text('Event that it counts; count_clock where it counts the cycles of its clock.', '<block>/eventN'),
    event_id: number('Number of the event.', '<block>/eventN'),
    value: {
      kind: 'counter',
      help: 'What the register says.',
      from: '<block>/counterN',
      bits: 64,
      atMax: 'wraps',
      scale: 1n,
    } as const,
    count: volatile(number('Events while it was measured.', '<block>/counterN')),
    count_per_second: volatile(gauge('per_second', 'Events a second.', 'count / window_seconds')),
    data_bytes_per_second: volatile(
      gauge(
        'bytes_per_second',
        'Bytes a second. Null where the event is no data.',
        '64 bytes for a cache line; of *_BYTE_CNT 1',
      ),
    ),
  }),
  metrics: false,
} as const;

/** All of them. */
export const TYPES = { memory: MEMORY, blocks: BLOCKS, counters: COUNTERS };
export type Types = typeof TYPES;

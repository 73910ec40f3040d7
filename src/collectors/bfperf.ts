// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Memory and cache bandwidth of a BlueField: the whole declaration. What is programmed and read is in bfperf/, one idea a file. */

import { valueIn } from '../core/document.js';
import { defineProvider } from '../core/provider.js';
import type { Column, View } from '../core/view.js';
import { column } from '../core/view.js';
import { collect } from './bfperf/collect.js';
import { HWMON, PLATFORM } from './bfperf/hwmon.js';
import { OPTIONS } from './bfperf/options.js';
import { parse } from './bfperf/parse.js';
import { TYPES } from './bfperf/records.js';
import { BFPERF_PMC } from './bfperf/tool.js';

const BLOCK = `${HWMON}/*/*`;

const gigabits = (header: string, field: string): Column => ({
  kind: 'fields',
  header,
  fields: [field],
  scale: { factor: 8e-9, digits: 1 },
});
const megahertz: Column = {
  kind: 'fields',
  header: 'CLOCK-MHz',
  fields: ['clock_hertz'],
  scale: { factor: 1e-6, digits: 0 },
};
const percent = (header: string, field: string): Column => ({
  kind: 'fields',
  header,
  fields: [field],
  format: {
    value: (record, isHuman) => {
      const value = valueIn(record, field);
      return isHuman && typeof value === 'number' ? `${(value * 100).toFixed(1)}%` : value;
    },
    isNumber: true,
  },
});

const READ = gigabits('READ-Gb/s', 'read_bytes_per_second');
const WRITE = gigabits('WRITE-Gb/s', 'write_bytes_per_second');
const COUNTER: readonly Column[] = [column('BLOCK', 'block'), column('COUNTER', 'counter'), column('EVENT', 'event')];
const MEASURED: readonly Column[] = [
  ...COUNTER,
  column('EVENTS', 'count'),
  column('EVENTS/s', 'count_per_second'),
  gigabits('Gb/s', 'data_bytes_per_second'),
];

const memory: View = {
  type: 'memory',
  columns: [
    column('LEVEL', 'level'),
    READ,
    WRITE,
    percent('READ-HIT', 'read_hit_ratio'),
    percent('WRITE-HIT', 'write_hit_ratio'),
    megahertz,
  ],
  wide: { type: 'blocks', columns: [column('BLOCK', 'block'), READ, WRITE, megahertz] },
};

const counters: View = { type: 'counters', columns: MEASURED };
const events: View = { type: 'counters', option: 'event', columns: MEASURED };
const readOnly: View = { type: 'counters', option: 'read-only', columns: [...COUNTER, column('VALUE', 'value')] };

/** Measures the performance counters of the SoC in one common window, then restores them. */
export const bfperf = defineProvider({
  name: 'bfperf',
  summary:
    'BlueField cache and memory bandwidth, from performance counters (mlxbf-pmc). llc is the last-level cache, blocks ' +
    'llt* in the driver.',
  privilege: 'root',
  rootReason: 'program the counters',
  rootFreeOptions: ['read-only'],
  reads: [
    HWMON,
    PLATFORM,
    `${HWMON}/*`,
    `${HWMON}/*/name`,
    BLOCK,
    `${BLOCK}/enable`,
    `${BLOCK}/count_clock`,
    `${BLOCK}/event*`,
    `${BLOCK}/counter*`,
    `${BLOCK}/*_CNT`,
    `${HWMON}/*/clock_measure/FMON_CLK_LAST_COUNT_*`,
    `${HWMON}/*/clock_measure/REFERENCE_WINDOW_WIDTH_*`,
  ],
  programs: [`${BLOCK}/enable`, `${BLOCK}/count_clock`, `${BLOCK}/event*`],
  runs: [BFPERF_PMC],
  types: TYPES,
  options: OPTIONS,
  omitFlags: ['device', 'all'],
  dropOrder: 'CLOCK-MHz EVENTS WRITE-HIT READ-HIT'.split(' '),
  views: { memory, counters, event: events, 'read-only': readOnly },
  collect,
  parse,
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Small BlueFields for tests, and what bfperf answers of them. */

import { parseOptionValues } from '../../../../src/cli/option-values.js';
import { bfperf } from '../../../../src/collectors/bfperf.js';
import { type Document, recordsOf } from '../../../../src/core/document.js';
import type { Host } from '../../../../src/core/host.js';
import { collectDocument } from '../../../../src/run/collect.js';
import type { Readings } from '../../small-machine.js';

const HWMON = '/sys/class/hwmon/hwmon2';

/** The path of a block's file. */
export const fileOf = (block: string, file: string): string => `${HWMON}/${block}/${file}`;

/** Counter 0 says the cycles, each other one its event and its count: `0x54: GDC_BANK0_RD_REQ` 1000. */
const switchedBlock = (
  block: string,
  cycles: bigint,
  events: readonly (readonly [event: string, count: bigint])[],
): Readings =>
  Object.fromEntries([
    [fileOf(block, 'enable'), '0'],
    [fileOf(block, 'count_clock'), ['0', '1']],
    [fileOf(block, 'event0'), '0x0: NONE'],
    [fileOf(block, 'counter0'), `0x${cycles.toString(16)}`],
    ...events.flatMap(([event, count], i): (readonly [string, string | readonly string[]])[] => [
      [fileOf(block, `event${i + 1}`), ['0x2: OTHER', event]],
      [fileOf(block, `counter${i + 1}`), `0x${count.toString(16)}`],
    ]),
  ]);

/** T1 runs at 1000 MHz, N1 at 1250. */
const CLOCKS: Readings = {
  [`${HWMON}/name`]: 'bfperf',
  [fileOf('clock_measure', 'FMON_CLK_LAST_COUNT_PLL_T1')]: '0x66666',
  [fileOf('clock_measure', 'REFERENCE_WINDOW_WIDTH_PLL_T1')]: '0x10000',
  [fileOf('clock_measure', 'FMON_CLK_LAST_COUNT_PLL_N1')]: '0x80000',
  [fileOf('clock_measure', 'REFERENCE_WINDOW_WIDTH_PLL_N1')]: '0x10000',
};

/** One slice of the cache, its misses, and one channel of memory; each counted for a second. */
export const SMALL: Readings = {
  ...CLOCKS,
  ...switchedBlock('llt0', 1_000_000_000n, [
    ['0x54: GDC_BANK0_RD_REQ', 30_000_000n],
    ['0x7b: GDC_BANK1_RD_REQ', 50_000_000n],
    ['0x55: GDC_BANK0_WR_REQ', 10_000_000n],
    ['0x7c: GDC_BANK1_WR_REQ', 10_000_000n],
  ]),
  ...switchedBlock('llt_miss0', 1_000_000_000n, [
    ['0x0: GDC_MISS_MACHINE_RD_REQ', 20_000_000n],
    ['0x1: GDC_MISS_MACHINE_WR_REQ', 5_000_000n],
  ]),
  ...switchedBlock('mss0', 1_250_000_000n, [
    ['0x1: SKYLIB_DDN_TX_FLITS', 7_000_000n],
    ['0x6: SKYLIB_DDN_RX_FLITS', 3_000_000n],
  ]),
};

/** The document of a machine. */
export const ask = (host: Host, flags: Readonly<Record<string, unknown>> = {}): Promise<Document> =>
  collectDocument(bfperf, host, { devices: [], all: false, options: parseOptionValues(flags, bfperf.options) });

/** One level of it. */
export const levelOf = (document: Document, level: string) =>
  recordsOf(document, 'memory').find((record) => record['level'] === level);

/** The details of the warnings about a level or a block. */
export const warningsAbout = (document: Document, where: string): readonly string[] =>
  document.problems.filter((p) => p.where === where && p.severity === 'warning').map(({ detail }) => detail);

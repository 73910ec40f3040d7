// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { recordsOf } from '../../../../src/core/document.js';
import type { Readings } from '../../small-machine.js';
import { smallMachine } from '../../small-machine.js';
import { ask, fileOf, levelOf, warningsAbout } from './blocks.js';

/** A block whose counters count from when they get an event: read at the beginning of the window and at its end. */
const freeBlock = (block: string, events: readonly (readonly [string, string, string])[]): Readings =>
  Object.fromEntries(
    events.flatMap(([event, first, last], i): (readonly [string, string | readonly string[]])[] => [
      [fileOf(block, `event${i}`), ['0x0: DISABLE', event]],
      [fileOf(block, `counter${i}`), [first, last]],
    ]),
  );

const BLUEFIELD2: Readings = {
  '/sys/class/hwmon/hwmon2/name': 'bfperf',
  ...freeBlock('tile0', [
    ['0x4c: MEMORY_READS', '0x10', '0x989690'],
    ['0x4d: MEMORY_WRITES', '0x0', '0x4c4b40'],
  ]),
  ...freeBlock('tilenet0', [['0x12: CDN_REQ', '0x0', '0x64']]),
  ...freeBlock('mss0', [['0xc0: RXREQ_MSS', '0x0', '0x64']]),
  ...Object.fromEntries(
    [
      ['0x17: HITS_BANK0', 600],
      ['0x18: HITS_BANK1', 300],
      ['0x19: MISSES_BANK0', 60],
      ['0x1a: MISSES_BANK1', 40],
    ].flatMap(([event, count], i): (readonly [string, string | readonly string[]])[] => [
      [fileOf('l3cachehalf0', `event${i}`), ['0x0: DISABLE', String(event)]],
      [fileOf('l3cachehalf0', `counter${i}`), `0x${Number(count).toString(16)}`],
    ]),
  ),
  [fileOf('l3cachehalf0', 'enable')]: '0',
  [fileOf('pcie0', 'IN_P_BYTE_CNT')]: ['0x1000000000', '0x1000989680'],
  [fileOf('pcie0', 'IN_P_PKT_CNT')]: ['0x100', '0x200'],
};

test('lines to memory and the hits of the L3 are derived, and marked so; messages are only counted', async () => {
  const document = await ask(smallMachine(BLUEFIELD2));
  expect(document.problems).toEqual([]);
  expect(recordsOf(document, 'memory').map(({ level }) => level)).toEqual(['l3', 'ddr']);
  expect(levelOf(document, 'l3')).toMatchObject({ hit_ratio: 0.9, derived: ['hit_ratio'], blocks: 1 });
  const ddr = levelOf(document, 'ddr');
  expect(ddr).toMatchObject({ derived: ['read_bytes_per_second', 'write_bytes_per_second'], clock_hertz: null });
  // A recorded machine has no exact time between two readings.
  expect(Number(ddr?.['read_bytes_per_second']) / 640e6).toBeCloseTo(1, 1);
  expect(Number(ddr?.['write_bytes_per_second']) / 320e6).toBeCloseTo(1, 1);
});

test('registers of PCIe are not programmed: bytes have a rate, packets do not', async () => {
  const counters = recordsOf(await ask(smallMachine(BLUEFIELD2)), 'counters').filter(({ block }) => block === 'pcie0');
  expect(counters).toMatchObject([
    { counter: 'IN_P_BYTE_CNT', event: 'IN_P_BYTE_CNT', event_id: null, value: 0x1000989680n, count: 10_000_000 },
    { counter: 'IN_P_PKT_CNT', count: 256, data_bytes_per_second: null },
  ]);
  expect(Number(counters[0]?.['data_bytes_per_second']) / 10e6).toBeCloseTo(1, 1);
});

test('a counter that has an event is in use by another program', async () => {
  const used = { [fileOf('tile0', 'event1')]: ['0x45: HNF_REQUESTS', '0x4d: MEMORY_WRITES'] };
  const document = await ask(smallMachine({ ...BLUEFIELD2, ...used }));
  expect(warningsAbout(document, 'ddr')).toEqual(['tile0: in use by another program; use --force']);
  expect(levelOf(document, 'l3')).toMatchObject({ hit_ratio: 0.9 });
});

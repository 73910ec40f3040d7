// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRecords } from '../../../../src/collectors/bfperf/memory-records.js';
import { parseToolOutput } from '../../../../src/collectors/bfperf/parse-tool-output.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import { smallMachine } from '../../small-machine.js';
import { ask, levelOf, SMALL } from './blocks.js';

/** Two slices of which one counted for twice as long: their bandwidths are what is added, not their counts. */
const COUNTS = {
  llt: {
    freq_mhz: 999.5,
    data: {
      llt0: { BANK0_RD: 2000000, BANK1_RD: 1000000, BANK0_WR: 500000, BANK1_WR: 500000, CLOCK: 199900000 },
      llt1: { BANK0_RD: 4000000, BANK1_RD: 2000000, BANK0_WR: 1000000, BANK1_WR: 1000000, CLOCK: 399800000 },
    },
  },
  llt_miss: {
    freq_mhz: 999.5,
    data: {
      llt_miss0: { RD_MISS: 300000, WR_MISS: 100000, CLOCK: 199900000 },
      llt_miss1: { RD_MISS: 450000, WR_MISS: 150000, CLOCK: 199900000 },
    },
  },
  mss: { freq_mhz: 1250, data: { mss0: { DDR_RD: 700000, DDR_WR: 200000, CLOCK: 250000000 } } },
};

/** What 0.2 s of those counts come to, by hand: 512 bits each, in Gb/s, every counter to two digits. */
const SUMS = {
  llt: { RD_Gbps: 15.36, WR_Gbps: 5.12 },
  llt_miss: { RD_MISS_Gbps: 1.92, WR_MISS_Gbps: 0.64 },
  mss: { DDR_RD_Gbps: 1.79, DDR_WR_Gbps: 0.51 },
};

const outputOf = (counts: unknown, sums: unknown = SUMS): string =>
  'args: Namespace(sleep=0.2, verbose=False)\nsysfs folder: /sys/class/hwmon/hwmon2\n' +
  ` === pmc_res === \n${JSON.stringify(counts, null, 4)}\n === pmc_res_bw ===\n{}\n` +
  ` === pmc_res_bw_agg ===\n${JSON.stringify(sums, null, 4)}\n`;

test('the counts of the tool give the results of the tool', () => {
  const counts = parseToolOutput(outputOf(COUNTS));
  expect(memoryRecords(counts ?? []).records).toMatchObject([
    {
      level: 'llc',
      read_bytes_per_second: 1_920_000_000,
      write_bytes_per_second: 640_000_000,
      read_hit_ratio: 0.875,
      clock_hertz: 999_500_000,
      blocks: 2,
    },
    { level: 'ddr', read_bytes_per_second: 224_000_000, write_bytes_per_second: 64_000_000, blocks: 1 },
  ]);
});

describe('what is no answer gives none', () => {
  test.each([
    [
      'sums that the counts do not come to',
      outputOf(COUNTS, { ...SUMS, mss: { DDR_RD_Gbps: 2.1, DDR_WR_Gbps: 0.51 } }),
    ],
    ['a clock that stood still', outputOf({ ...COUNTS, mss: { freq_mhz: 1250, data: { mss0: { CLOCK: 0 } } } })],
    ['no sums', outputOf(COUNTS).split(' === pmc_res_bw_agg')[0] ?? ''],
    ['a key twice', outputOf(COUNTS).replace('"BANK0_RD": 2000000', '"BANK0_RD": 1, "BANK0_RD": 2000000')],
    ['nothing', ''],
  ])('%s', (_what, stdout) => {
    expect(parseToolOutput(stdout)).toBeNull();
  });

  test('any cut, doubled or missing lines never give another number', () => {
    const lines = outputOf(COUNTS).split('\n');
    const whole = JSON.stringify(memoryRecords(parseToolOutput(lines.join('\n')) ?? []).records);
    fc.assert(
      fc.property(fc.nat(lines.length), fc.nat(lines.length), fc.boolean(), (a, b, isDoubled) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const spoilt = [...lines.slice(0, isDoubled ? to : from), ...lines.slice(isDoubled ? from : to)];
        const found = parseToolOutput(spoilt.join('\n'));
        if (found !== null) expect(JSON.stringify(memoryRecords(found).records)).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });
});

const toolAnswering = (answer: CommandAnswer) => ({ ...smallMachine(SMALL), run: async () => answer });
const ENDED = { stderr: '', durationSeconds: 3.7 };

test('reports its known failure by its cause, with what to do instead', async () => {
  const still = { llt: { freq_mhz: 1000, data: { llt0: { BANK0_RD: 0, CLOCK: 0 } } } };
  const stdout = ` === pmc_res === \n${JSON.stringify(still, null, 4)}\n === pmc_res_bw ===\n{}\n`;
  const stderr = 'Traceback (most recent call last):\nIndexError: list index out of range\n';
  const host = toolAnswering({ kind: 'failed', status: 1, ...ENDED, stdout, stderr });
  await expect(ask(host, { source: 'tool' })).rejects.toMatchObject({
    code: 'tool_failed',
    message: expect.stringContaining('CLOCK 0'),
    fix: expect.stringContaining('without --source tool'),
  });
});

test('an answer is used, a text that is none is a problem, and a tool that is not installed an error', async () => {
  const ok = toolAnswering({ kind: 'ok', ...ENDED, stdout: outputOf(COUNTS) });
  expect(levelOf(await ask(ok, { source: 'tool' }), 'llc')).toMatchObject({ blocks: 2 });
  const odd = toolAnswering({ kind: 'ok', ...ENDED, stdout: 'usage: bfperf_pmc\n' });
  expect((await ask(odd, { source: 'tool' })).problems).toMatchObject([{ code: 'parse', severity: 'warning' }]);
  const none = toolAnswering({ kind: 'missing', detail: '/usr/bin/bfperf_pmc not found' });
  await expect(ask(none, { source: 'tool' })).rejects.toMatchObject({ code: 'tool_missing' });
});

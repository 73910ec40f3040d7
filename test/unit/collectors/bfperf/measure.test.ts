// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { recordsOf } from '../../../../src/core/document.js';
import type { Host } from '../../../../src/core/host.js';
import { smallMachine } from '../../small-machine.js';
import { ask, fileOf, levelOf, SMALL, warningsAbout } from './blocks.js';

/** Tells what is kept, written and put back, in order; a write of `refused` is not taken. */
const watched = (host: Host, refused?: string) => {
  const log: string[] = [];
  const told: string[] = [];
  const claimCounters: Host['claimCounters'] = async () => ({
    kind: 'allowed',
    programming: {
      keep: (path, value) => void log.push(`keep ${path.slice(24)}=${value}`),
      write: (path, value) => {
        log.push(`write ${path.slice(24)}=${value}`);
        return path === refused ? { kind: 'error', errno: 'EINVAL' } : { kind: 'written' };
      },
      restore: () => {
        log.push('restore');
        return [];
      },
    },
  });
  return { host: { ...host, claimCounters, announce: (text: string) => void told.push(text) }, log, told };
};

test('requests, misses and flits are lines of 64 bytes in the time of their own clock', async () => {
  const document = await ask(smallMachine(SMALL));
  expect(document.problems).toEqual([]);
  expect(recordsOf(document, 'memory')).toEqual([
    {
      level: 'llc',
      read_bytes_per_second: 80_000_000 * 64,
      write_bytes_per_second: 20_000_000 * 64,
      read_hit_ratio: 0.75,
      write_hit_ratio: 0.75,
      hit_ratio: 0.75,
      derived: ['read_hit_ratio', 'write_hit_ratio', 'hit_ratio'],
      clock_hertz: 1_000_000_000,
      blocks: 1,
    },
    {
      level: 'ddr',
      read_bytes_per_second: 7_000_000 * 64,
      write_bytes_per_second: 3_000_000 * 64,
      read_hit_ratio: null,
      write_hit_ratio: null,
      hit_ratio: null,
      derived: null,
      clock_hertz: 1_250_000_000,
      blocks: 1,
    },
  ]);
});

test('everything is kept before anything is written, all blocks start together, and the end is to put back', async () => {
  const { host, log, told } = watched(smallMachine(SMALL));
  await ask(host, { window: '500ms' });
  expect(told).toEqual(['reprogramming 3 counter blocks for 0.5 s, then restoring them']);
  const kinds = log.map((line) => (/enable=1/.test(line) ? 'start' : (line.split(' ')[0] ?? '')));
  const runs = kinds.filter((kind, i) => kind !== kinds[i - 1]);
  expect(runs).toEqual(['keep', 'write', 'start', 'write', 'restore']);
  expect(kinds.filter((kind) => kind === 'start')).toHaveLength(3);
  const first = (wanted: string): number => log.indexOf(wanted);
  expect(log).toContain('keep llt0/event1=0x2');
  expect(first('write llt0/enable=0')).toBeLessThan(first('write llt0/event1=0x54'));
  expect(first('write llt0/event1=0x54')).toBeLessThan(first('write llt0/enable=1'));
  expect(log.filter((line) => /enable=/.test(line)).every((line) => /=[01]$/.test(line))).toBe(true);
});

describe('a block that gives no number takes the sums that need it, and no other', () => {
  test.each<[string, Readonly<Record<string, string | readonly string[]>>, string]>([
    ['counts for somebody else', { [fileOf('llt0', 'enable')]: '1' }, 'in use by another program; use --force'],
    [
      'counts an event without a name',
      { [fileOf('llt0', 'event2')]: '!EINVAL' },
      'not touched: cannot read event2 (EINVAL)',
    ],
    ['stood still', { [fileOf('llt0', 'counter0')]: '0x0' }, 'did not count: its clock was stopped'],
    ['was stopped half way', { [fileOf('llt0', 'counter0')]: '0x1dcd6500' }, 'counted 0.50 s of 1.00 s'],
    [
      'was set to something else meanwhile',
      { [fileOf('llt0', 'event3')]: ['0x2: OTHER', '0x3: HNF0_DIR_HIT'] },
      'reprogrammed by another program: event3 is now HNF0_DIR_HIT',
    ],
    [
      'lost its clock meanwhile',
      { [fileOf('llt0', 'count_clock')]: ['0', '0'] },
      'reprogrammed by another program: count_clock is now 0',
    ],
    ['has a counter that cannot be read', { [fileOf('llt0', 'counter1')]: '!EIO' }, 'EIO'],
    ['says what nobody understands', { [fileOf('llt0', 'counter1')]: '0xzz' }, '"0xzz"'],
  ])('%s', async (_what, change, reason) => {
    const document = await ask(smallMachine({ ...SMALL, ...change }));
    const [llc, ddr] = [levelOf(document, 'llc'), levelOf(document, 'ddr')];
    expect(llc).toMatchObject({ read_bytes_per_second: null, read_hit_ratio: null, hit_ratio: null, blocks: null });
    expect(ddr).toMatchObject({ read_bytes_per_second: 7_000_000 * 64, blocks: 1 });
    expect(warningsAbout(document, 'llc')).toContainEqual(expect.stringContaining(`llt0: ${reason}`));
    expect(warningsAbout(document, 'llt0')).toContainEqual(expect.stringContaining(reason));
  });

  test('whose setting was not taken', async () => {
    const { host, log } = watched(smallMachine(SMALL), fileOf('llt0', 'event2'));
    const document = await ask(host);
    expect(warningsAbout(document, 'llc')).toEqual(['llt0: event2 could not be written (EINVAL)']);
    expect(log).not.toContain('write llt0/enable=1');
    expect(levelOf(document, 'ddr')).toMatchObject({ blocks: 1 });
  });
});

test('--force measures what another program has enabled, and fails only when nothing is left', async () => {
  const used = Object.fromEntries(['llt0', 'llt_miss0', 'mss0'].map((block) => [fileOf(block, 'enable'), '1']));
  const { host, log } = watched(smallMachine({ ...SMALL, ...used }));
  await expect(ask(host)).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining('llt0') });
  expect(log).toEqual(['restore', 'restore']);
  const forced = watched(smallMachine({ ...SMALL, ...used }));
  expect(levelOf(await ask(forced.host, { force: true }), 'llc')).toMatchObject({ blocks: 1 });
  expect(forced.log).toContain('keep llt0/enable=1');
});

test('a counter that starts again at 2^32 is read in between', async () => {
  const half = (n: number): string => `0x${n.toString(16)}`;
  const paths = {
    ...SMALL,
    // 4.4 s of a clock at 1000 MHz in five readings: the fifth is behind the wrap.
    [fileOf('llt0', 'counter0')]: [0.88e9, 1.76e9, 2.64e9, 3.52e9, 4.4e9 - 2 ** 32].map(half),
    [fileOf('llt0', 'counter1')]: [30e6, 60e6, 90e6, 120e6, 132e6].map(half),
  };
  const document = await ask(smallMachine(paths), { window: '4.4s', event: ['llt0:0x54'] });
  expect(document.problems).toEqual([]);
  expect(recordsOf(document, 'counters')).toMatchObject([
    { counter: '0', event: 'count_clock', count: 4.4e9 },
    { counter: '1', event: 'GDC_BANK0_RD_REQ', count: 132e6, count_per_second: 30e6, data_bytes_per_second: 30e6 * 64 },
  ]);
});

test('without a counter of cycles (before Linux 6.14) the time is ours, and there is no frequency', async () => {
  const old = Object.fromEntries(
    Object.entries(SMALL)
      .filter(([path]) => !/count_clock|clock_measure|counter0|event0/.test(path))
      .map(([path, said]) => [path, said]),
  );
  const document = await ask(smallMachine(old), { window: '2s' });
  expect(document.problems).toEqual([]);
  const llc = levelOf(document, 'llc');
  expect(llc).toMatchObject({ clock_hertz: null, blocks: 1 });
  expect(Number(llc?.['read_bytes_per_second']) / (40_000_000 * 64)).toBeCloseTo(1, 1);
});

test('more misses than requests are no ratio', async () => {
  const document = await ask(smallMachine({ ...SMALL, [fileOf('llt_miss0', 'counter1')]: '0x5f5e100' }));
  expect(levelOf(document, 'llc')).toMatchObject({ read_hit_ratio: null, write_hit_ratio: 0.75 });
  expect(warningsAbout(document, 'llc')).toEqual(['more misses than requests']);
});

test.each([
  ['a time that is none', { window: '20s' }, 'usage', 'invalid --window 20s: use 100ms to 10s'],
  ['a block that does not exist', { event: ['llt9:0x1'] }, 'usage', 'unknown block llt9'],
  ['an event that does not exist', { event: ['llt:NOPE'] }, 'usage', 'unknown event NOPE for block llt'],
  [
    'more events than counters',
    { event: ['mss0:1', 'mss0:2', 'mss0:3'] },
    'usage',
    'block mss0 has 2 counters, but 3 events were given',
  ],
])('%s is refused before anything is programmed', async (_what, flags, code, message) => {
  const { host, log } = watched(smallMachine(SMALL));
  await expect(ask(host, flags)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  expect(log).toEqual([]);
});

test('a time that the deadline does not leave is refused before anything is programmed', async () => {
  const { host, log } = watched(smallMachine(SMALL));
  await expect(ask({ ...host, secondsLeft: () => 9.7 }, { window: '10s' })).rejects.toMatchObject({ code: 'usage' });
  expect(log).toEqual([]);
});

test('--read-only programs nothing and shows every counter', async () => {
  const { host, log } = watched(smallMachine({ ...SMALL, [fileOf('mss0', 'event1')]: '!EINVAL' }));
  const document = await ask(host, { 'read-only': true });
  expect(log).toEqual([]);
  const counters = recordsOf(document, 'counters');
  expect(counters).toHaveLength(5 + 3 + 3);
  expect(counters[1]).toMatchObject({ block: 'llt0', counter: '1', event: 'OTHER', event_id: 2, value: 30_000_000n });
  expect(document.problems).toMatchObject([{ where: 'mss0/1', fields: ['event'], code: 'not_supported' }]);
});

test.each([
  [
    'a driver that is not loaded',
    { '/sys/bus/platform/devices/MLNXBFD2:00/': '' },
    'warning',
    'mlxbf_pmc is not loaded',
  ],
  ['no BlueField', { '/sys/bus/platform/devices/serial8250/': '' }, 'note', 'not a BlueField'],
])('%s', async (_what, paths, severity, detail) => {
  const { problems } = await ask(smallMachine({ '/sys/class/hwmon/hwmon0/name': 'acpitz', ...paths }));
  expect(problems).toMatchObject([{ severity, detail: expect.stringContaining(detail), fix: expect.any(String) }]);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs fabric on the real counter driver of a BlueField-3, above emulated firmware that counts at given rates. */

import { describe, expect, test } from 'vitest';
import { bootGuest } from '../boot/guest.js';
import { answersOf } from '../boot/guest-answers.js';
import { BLOCKS, bytesPerSecond, KINDS, type Kind, perSecond, TOLERANCE, type Way } from './emulated-rates.js';
import { changedBetween, enabledIn, textsOf } from './programming.js';
import { startUpHere } from './start-up.js';

const guest = await bootGuest({
  prepare: 'bluefield/prepare.sh',
  script: 'bluefield/guest.sh',
  qemu: (ready) => ['-acpitable', `file=${ready}/bluefield/ssdt.aml`],
});
const { why, answer, stdout } = answersOf(guest);
const skipped = guest.kind === 'skipped';

type Row = { readonly [field: string]: string | number | boolean | null };
type Problem = { readonly where: string; readonly code: string; readonly detail: string; readonly fields: string[] };
type Document = { readonly records: { readonly [type: string]: Row[] }; readonly problems: readonly Problem[] };
const documentOf = (name: string): Document => JSON.parse(answer(name).stdout) as Document;

const programming = (name: string): ReadonlyMap<string, string> => textsOf(stdout(`${name}.programming`));
const writes = (name: string): number => Number(stdout(`${name}.writes`));
const firmwareParameter = (parameter: string): string => stdout(`firmware.${parameter}`);

const errorOf = (value: unknown, right: number): number => Math.abs(Number(value) / right - 1);

describe.skipIf(skipped)(`the emulated BlueField-3${why}`, () => {
  test('has the blocks of a real one', () => {
    const names = stdout('blocks').trim().split('\n');
    expect(names.filter((name) => /\d$/.test(name)).sort()).toEqual([...BLOCKS].sort());
    expect(names).toContain('clock_measure');
  });

  test.each([
    ['llt3', 'llt', 't1_hz', [0x54, 0x7b, 0x55, 0x7c]],
    ['mss1', 'mss', 'n1_hz', [0x1, 0x6]],
  ] as const)('counts at the given rates: %s by hand', (block, kind, clock, events) => {
    const counts = textsOf(stdout(`hand.${block}`));
    const seconds = Number(counts.get(`${block}/counter0`)) / Number(firmwareParameter(clock));
    expect(seconds).toBeGreaterThan(0.2);
    for (const [i, event] of events.entries()) {
      const rate = Number(counts.get(`${block}/counter${i + 1}`)) / seconds;
      expect(
        errorOf(rate, perSecond(firmwareParameter(kind), event, Number(block.slice(-1)))),
        `${event}`,
      ).toBeLessThan(TOLERANCE);
    }
  });
});

describe.skipIf(skipped)(`bfperf${why}`, () => {
  const bytes = (kind: Kind, way: Way, nr?: number): number => bytesPerSecond(firmwareParameter(kind), kind, way, nr);
  const level = (name: string, of: string): Row =>
    documentOf(of).records['memory']?.find((row) => row['level'] === name) ?? {};

  test('reports the given rates by level', () => {
    expect(answer('bfperf.1').status).toBe(0);
    const [llc, ddr] = [level('llc', 'bfperf.1'), level('ddr', 'bfperf.1')];
    const right: readonly (readonly [Row, string, number])[] = [
      [llc, 'read_bytes_per_second', bytes('llt', 'read')],
      [llc, 'write_bytes_per_second', bytes('llt', 'write')],
      [llc, 'read_hit_ratio', 1 - bytes('llt_miss', 'read') / bytes('llt', 'read')],
      [llc, 'write_hit_ratio', 1 - bytes('llt_miss', 'write') / bytes('llt', 'write')],
      [llc, 'clock_hertz', Number(firmwareParameter('t1_hz'))],
      [ddr, 'read_bytes_per_second', bytes('mss', 'read')],
      [ddr, 'write_bytes_per_second', bytes('mss', 'write')],
      [ddr, 'clock_hertz', Number(firmwareParameter('n1_hz'))],
    ];
    for (const [row, field, value] of right) {
      expect(errorOf(row[field], value), `${row['level']} ${field} ${row[field]}`).toBeLessThan(TOLERANCE);
    }
    expect([llc['blocks'], ddr['blocks']]).toEqual([KINDS.llt, KINDS.mss]);
  });

  test('reports all 18 blocks in one window', () => {
    const blocks = documentOf('bfperf.1').records['blocks'] ?? [];
    expect(blocks.map(({ block }) => block).sort()).toEqual([...BLOCKS].sort());
    for (const { block, window_seconds, ...row } of blocks) {
      const [, kind, nr] = /^(\D+)(\d)$/.exec(String(block)) as unknown as [string, Kind, string];
      for (const way of ['read', 'write'] as const) {
        const value = row[`${way}_bytes_per_second`];
        expect(errorOf(value, bytes(kind, way, Number(nr))), `${block} ${way}`).toBeLessThan(TOLERANCE);
      }
      expect(Number(window_seconds)).toBeGreaterThan(1);
    }
  });

  // TCG runs Node many times slower than the processor below it, and that is no cost of bfperf: what a run takes beside
  // its window is divided by how much longer Node took to start just before it than it takes on this machine.
  test('takes less than a second more than its window, including the start of Node', () => {
    const here = startUpHere();
    const runs = [1, 2, 3].map((run) => {
      const [total, startUp] = [`bfperf.${run}`, `start-up.${run}`].map((name) => Number(stdout(`${name}.seconds`)));
      return { total, startUp, beside: ((Number(total) - 1) * here) / Number(startUp) };
    });
    console.info('seconds of bfperf and of the start of Node in the guest; of the latter here:', runs, here);
    expect(Math.min(...runs.map(({ beside }) => beside))).toBeLessThan(1);
  });

  test('restores everything', () => {
    expect(programming('before').size).toBe(BLOCKS.length * (2 + 16));
    expect(changedBetween(programming('before'), programming('bfperf.after'))).toEqual([]);
    expect(writes('bfperf.after')).toBeGreaterThan(writes('read-only.after'));
  });

  test('--read-only writes nothing, and shows the programmed events', () => {
    expect(answer('read-only').status).toBe(0);
    expect(writes('read-only.after')).toBe(writes('before'));
    const rows = documentOf('read-only').records['counters'] ?? [];
    const shown = rows.find(({ block, counter }) => block === 'llt5' && counter === '4');
    expect(shown).toMatchObject({ enabled: false, event_id: 9, value: 0 });
  });

  test('refuses to run while another instance measures', () => {
    const { status, stderr } = answer('second');
    const pid = stdout('first.pid').trim();
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: expect.stringMatching(`^error: another bfperf is measuring \\(PID ${pid}, since `),
    });
    expect(enabledIn(programming('first.meanwhile'))).toEqual(expect.arrayContaining([...BLOCKS]));
    expect(answer('first').status).toBe(0);
    expect(changedBetween(programming('before'), programming('first.after'))).toEqual([]);
  });

  test('requires root', () => {
    expect(answer('nobody')).toMatchObject({ status: 4, stderr: expect.stringContaining('fix: sudo fabric bfperf') });
  });

  test.each([
    ['INT', 130],
    ['TERM', 143],
  ])('restores everything after SIG%s in mid-window', (signal, status) => {
    expect(enabledIn(programming(`${signal}.meanwhile`))).toHaveLength(BLOCKS.length);
    expect(answer(signal).status).toBe(status);
    expect(changedBetween(programming('before'), programming(`${signal}.after`))).toEqual([]);
  });

  test('restores the counters of a run ended by SIGKILL in the next run, and reports it', () => {
    expect(enabledIn(programming('KILL.after'))).toHaveLength(BLOCKS.length);
    const { status, stderr } = answer('repairing');
    expect(status).toBe(0);
    expect(stderr).toMatch(`bfperf (PID ${stdout('KILL.pid').trim()}, since `);
    expect(changedBetween(programming('before'), programming('repairing.after'))).toEqual([]);
  });

  test('leaves enabled counters of other programs running, and gives null for what they hide', () => {
    expect(enabledIn(programming('in-use'))).toEqual(['mss1']);
    expect(changedBetween(programming('in-use'), programming('in-use.after'))).toEqual([]);
    const counted = Number(stdout('in-use.counter')) / perSecond(firmwareParameter('mss'), 0x6, 1);
    expect(errorOf(counted, Number(stdout('in-use.seconds')))).toBeLessThan(0.1); // a shell's clock
    expect(level('ddr', 'in-use')).toMatchObject({ read_bytes_per_second: null, write_bytes_per_second: null });
    expect(level('llc', 'in-use')).toMatchObject({ blocks: KINDS.llt });
    expect(
      documentOf('in-use')
        .problems.map(({ detail }) => detail)
        .join(),
    ).toContain('mss1');
    expect(answer('in-use').status).toBe(6);
  });

  test('--force measures them too, and enables them again', () => {
    expect(level('ddr', 'forced')).toMatchObject({ blocks: KINDS.mss });
    expect(changedBetween(programming('in-use'), programming('forced.after'))).toEqual([]);
  });
});

describe.skipIf(skipped)(`ptm on the files of its driver${why}`, () => {
  const power = (name: string): readonly Row[] => documentOf(`ptm.${name}`).records['power'] ?? [];
  const watts = (name: string): unknown => power(name).map(({ rail, power_watts }) => [rail, power_watts]);
  const reasons = (name: string): unknown =>
    documentOf(`ptm.${name}`).problems.map(({ where, code, detail }) => `${where}: ${code}: ${detail}`);

  test('prints their values', () => {
    const files = textsOf(stdout('ptm.well.files'));
    const file = (name: string): number => Number(files.get(`status/${name}`));
    expect(answer('ptm.well').status).toBe(0);
    const { records, problems } = documentOf('ptm.well');
    expect(watts('well')).toEqual([
      ['total', file('total_power')],
      ['vr0', file('vr0_power')],
      ['vr1', file('vr1_power')],
    ]);
    expect(power('well')[0]).toMatchObject({ limit_watts: file('power_envelope'), is_lower_bound: false });
    expect(records['temperatures']?.map(({ sensor, temperature_celsius }) => [sensor, temperature_celsius])).toEqual([
      ['core', file('core_temp')],
      ['ddr', file('ddr_temp')],
    ]);
    expect(records['throttling']).toMatchObject([
      { cause: 'power', active: false, events: 0 },
      { cause: 'thermal', active: false, events: 0 },
    ]);
    expect(problems).toEqual([]);
  });

  test('treats a rail above 300 W as a read error, and the total as a lower bound', () => {
    expect(textsOf(stdout('ptm.rail.files')).get('status/vr1_power')).toBe('301');
    expect(watts('rail')).toEqual([
      ['total', 41],
      ['vr0', 41],
      ['vr1', null],
    ]);
    expect(power('rail')[0]).toMatchObject({ is_lower_bound: true, headroom_watts: null });
    expect(reasons('rail')).toEqual(['vr1: unreadable: read error (above 300 W); total is a lower bound']);
    expect(answer('ptm.rail').status).toBe(6);
  });

  test('treats a negative value printed as a huge number as a read error, without rail and total', () => {
    const files = textsOf(stdout('ptm.rails.files'));
    const printed = ['vr0_power', 'core_temp', 'total_power'].map((name) => files.get(`status/${name}`));
    expect(printed).toEqual([String(2n ** 64n - 1n), '-1', '0']);
    expect(watts('rails')).toEqual([
      ['total', null],
      ['vr0', null],
      ['vr1', null],
    ]);
    expect(reasons('rails')).toEqual([
      'total: unreadable: no rail could be read',
      'vr0: unreadable: read error (below 0 W)',
      'vr1: unreadable: read error (above 300 W)',
      'core: unreadable: read error (below 0)',
      'thermal: unreadable: read error (below 0)',
    ]);
    const { records } = documentOf('ptm.rails');
    expect(records['temperatures']?.[0]).toMatchObject({ sensor: 'core', temperature_celsius: null });
    expect(records['throttling']).toMatchObject([
      { cause: 'power', active: true, events: 7 },
      { cause: 'thermal', active: false, events: null },
    ]);
    expect(answer('ptm.rails').status).toBe(6);
  });

  test.each([
    ['unloaded', 'module mlxbf_ptm is not loaded', 'modprobe mlxbf-ptm    (fabric does not load modules)'],
    ['nobody', 'needs root', 'sudo fabric ptm'],
  ])('%s: prints the reason and a fix', (name, reason, fix) => {
    const { status, stderr } = answer(`ptm.${name}`);
    expect(status).toBe(4);
    expect(stderr).toContain(`warning: power, throttling: ${reason}\n`);
    expect(stderr).toContain(`fix: ${fix}\n`);
  });
});

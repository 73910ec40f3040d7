// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The built program and counters that change: they are put back by whatever way it ends. In mounts of its own. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scratch } from '../../scratch.js';
import { type Run, run, type Started, start } from '../fabric.js';
import { canMount, unprivileged } from '../machine.js';
import { pause } from '../processes.js';
import { install } from '../root/installed.js';
import { type Driver, startDriver } from './driver.js';

const ANNOUNCED = /^bfperf: reprogramming 3 counter blocks for [\d.]+ s, then restoring them$/m;

describe.skipIf(!canMount)('counters that everybody shares (needs root and unshare)', () => {
  let program: string;
  let policy: string;
  let driver: Driver;
  let runDirectory: string;
  let before: Readonly<Record<string, string>>;

  const inMounts = (...argv: readonly string[]): readonly string[] => [
    ...[
      'unshare',
      '--mount',
      'sh',
      '-c',
      'mount --bind "$0" /sys/class && mount --bind "$1" /run && shift && exec "$@"',
    ],
    ...[driver.directory, runDirectory, ...argv],
  ];
  const bfperf = (...argv: readonly string[]): readonly string[] =>
    inMounts(process.execPath, program, 'bfperf', ...argv);
  /** Runs until it has programmed and its counters count. */
  const startMeasuring = async (...argv: readonly string[]): Promise<Started> => {
    const started = start(bfperf(...argv));
    for (let i = 0; i < 500 && driver.settings()['mss0/enable'] !== '1'; i++) await pause(10);
    expect(driver.settings()['mss0/enable']).toBe('1');
    return started;
  };
  const journals = (): readonly string[] => readdirSync(join(runDirectory, 'fabric'));
  /** Settings are named by the driver a moment after they are written. */
  const expectAsBefore = async (): Promise<void> => {
    for (let i = 0; i < 50 && JSON.stringify(driver.settings()) !== JSON.stringify(before); i++) await pause(10);
    expect(driver.settings()).toEqual(before);
  };

  beforeAll(() => {
    const { root } = install();
    program = join(root, 'bin', 'run.cjs');
    policy = join(root, 'policy', 'default.ini');
  });
  beforeEach(() => {
    driver?.stop();
    driver = startDriver();
    runDirectory = scratch();
    before = driver.settings();
    writeFileSync(policy, '[server]\naudit=off\nprogram=bfperf\n');
  });
  afterAll(() => driver?.stop());

  test('announces what it does, measures for its window, and restores the counters', {
    retry: 2,
  }, async () => {
    const audit = join(runDirectory, 'audit.jsonl');
    writeFileSync(policy, '[server]\nprogram=bfperf\n');
    const ended = await run(bfperf('--window', '500ms', '--json', '--audit', audit));
    expect(ended.stderr).toMatch(ANNOUNCED);
    expect(JSON.parse(ended.stdout).records.memory.map(({ level }: { level: string }) => level)).toEqual([
      'llc',
      'ddr',
    ]);
    expect(ended.seconds).toBeLessThan(1.5);
    await expectAsBefore();
    expect(journals()).toEqual([]);
    const lines = readFileSync(audit, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        event: 'decision',
        argv: ['program', 'bfperf'],
        verdict: 'allow',
        reason: expect.stringContaining('program=bfperf'),
      },
      { event: 'exit', argv: ['program', 'bfperf'], status: 0 },
    ]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s while it counts restores every setting, with status %i', async (signal, status) => {
    const { child, ended } = await startMeasuring('--window', '5s');
    expect(driver.settings()).not.toEqual(before);
    const sent = performance.now();
    child.kill(signal);
    expect(await ended).toMatchObject({ status, stdout: '' });
    expect((performance.now() - sent) / 1000, 'not the rest of the window').toBeLessThan(1.5);
    await expectAsBefore();
    expect(journals()).toEqual([]);
  });

  test('one at a time: the second run names the first one and changes nothing', async () => {
    const { child, ended } = await startMeasuring('--window', '5s');
    const during = driver.settings();
    const second = await run(bfperf());
    expect(second.stderr).toMatch(
      new RegExp(
        `^error: another bfperf is measuring \\(PID ${child.pid}, since \\d\\d:\\d\\d:\\d\\d\\)\nfix: retry in 1 s, or use fabric bfperf --read-only\n$`,
      ),
    );
    expect({ status: second.status, settings: driver.settings() }).toEqual({ status: 4, settings: during });
    expect((await run(bfperf('--read-only'))).status).toBe(0);
    child.kill('SIGINT');
    await ended;
    await expectAsBefore();
  });

  test('the next run restores what SIGKILL left behind, and reports it', async () => {
    const { child, ended } = await startMeasuring('--window', '5s');
    child.kill('SIGKILL');
    await ended;
    expect(driver.settings()).not.toEqual(before);
    expect(journals()).toEqual([`programming.${child.pid}.ndjson`]);
    const next = await run(bfperf('--window', '100ms'));
    // 3 enable, 3 count_clock, and the events of 4 + 2 + 2 counters.
    expect(next.stderr).toMatch(
      new RegExp(
        `^warning: bfperf \\(PID ${child.pid}, since [\\d:]+\\) was killed; restored 14 settings it left behind$`,
        'm',
      ),
    );
    await expectAsBefore();
    expect(journals()).toEqual([]);
  });

  test('does not touch a counter that another program has enabled', async () => {
    driver.set('mss0/enable', '1\n');
    before = driver.settings();
    const ended = await run(bfperf('--window', '200ms'));
    expect(ended.stderr).toContain('reprogramming 2 counter blocks');
    expect(ended.stderr).toContain('mss0: in use by another program; use --force');
    expect(ended.status).toBe(6);
    await expectAsBefore();
    await run(bfperf('--window', '200ms', '--force'));
    await expectAsBefore();
  });

  test('a policy that does not name it denies it, and nothing is written', async () => {
    writeFileSync(policy, '[server]\naudit=off\n');
    expect(await run(bfperf())).toMatchObject({
      stdout: '',
      stderr:
        'error: policy denies bfperf programming the counters: no program= in [server] of policy/default.ini\n' +
        'fix: set program=bfperf in [server] of the policy, or use fabric bfperf --read-only\n',
      status: 3,
    });
    expect(driver.settings()).toEqual(before);
    expect(existsSync(join(runDirectory, 'fabric'))).toBe(false);
  });

  test('a lock that others could write is none', async () => {
    mkdirSync(join(runDirectory, 'fabric'), { mode: 0o777 });
    const ended: Run = await run(inMounts('sh', '-c', `chmod 777 /run/fabric; exec "$0" "$@"`, ...bfperf().slice(-3)));
    expect(ended).toMatchObject({
      stderr: 'error: bfperf cannot program counters: /run/fabric can be written by everyone\n',
      status: 4,
    });
    expect(driver.settings()).toEqual(before);
  });

  test('below --root nothing is programmed', async () => {
    const ended = await run(bfperf('--root', '/'));
    expect(ended.stderr).toContain('error: bfperf cannot program counters: it would program this machine');
    expect(driver.settings()).toEqual(before);
  });

  test.skipIf(unprivileged === null)('without root reports what needs root, and can still read', async () => {
    const asUser = (...argv: readonly string[]): Promise<Run> =>
      run(
        inMounts(
          'sh',
          '-c',
          'chmod 755 /sys/class; exec "$0" "$@"',
          ...(unprivileged ?? []),
          ...bfperf(...argv).slice(-2 - argv.length - 1),
        ),
      );
    expect(await asUser()).toMatchObject({
      stdout: '',
      stderr:
        'error: bfperf needs root to program the counters\n' +
        'fix: sudo fabric bfperf, or fabric bfperf --read-only    (to see what it will write: fabric policy explain bfperf)\n',
      status: 4,
    });
    const { stdout, status } = await asUser('--read-only');
    expect(stdout).toContain('EVENT_4');
    expect(status).toBe(0);
  });
});

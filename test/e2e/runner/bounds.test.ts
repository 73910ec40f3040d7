// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Commands that do not end, do not stop writing or leave something behind: bounded in time and memory, and told apart. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../src/core/command-answer.js';
import { type CommandOptions, runAllowed } from '../../../src/host/command/run-allowed.js';
import { pause, processesIn } from '../processes.js';
import { bundleHost, inNode } from './bundled.js';
import { allow, makePlace, plantSh } from './tools.js';

const place = makePlace();

/** The words of a process that waits, to be found by: every one of another length of time. */
let waits = 0;
const newWait = (): string => `sleep 9${String(++waits).padStart(3, '0')}.${process.pid}`;
afterAll(() => {
  for (const { pid } of processesIn(`.${process.pid}`)) process.kill(pid, 'SIGKILL');
});

const aliveWith = (words: string): number => processesIn(words).length;

/** Runs a tool of a few lines. `seconds` is how long it ran, without the wait for its turn. */
const runSh = async (
  name: string,
  lines: string,
  options: Partial<CommandOptions> = {},
): Promise<{ readonly outcome: CommandOutcome; readonly seconds: number }> => {
  const outcome = await runAllowed(allow(plantSh(place, name, lines)), {
    timeoutSeconds: 10,
    device: null,
    ...options,
  });
  return { outcome, seconds: 'durationSeconds' in outcome ? outcome.durationSeconds : Number.NaN };
};

/** What would be waited for lasts longer by far, also on a machine that has other things to do. */
const MUCH_SOONER = 8;

/** What was killed may need a moment to be gone. */
const expectGone = async (words: string): Promise<void> => {
  for (let tries = 0; tries < 50 && aliveWith(words) > 0; tries++) await pause(20);
  expect(aliveWith(words)).toBe(0);
};

describe.concurrent('the end of a command', () => {
  test('status 0', async () => {
    const { outcome } = await runSh('ends-well', 'printf "out\\r\\n"; echo err >&2');
    expect(outcome).toMatchObject({ kind: 'ok', stdout: 'out\r\n', stderr: 'err\n' });
  });

  test('another status, with what it wrote', async () => {
    const { outcome } = await runSh('ends-badly', 'echo out; echo err >&2; exit 77');
    expect(outcome).toMatchObject({ kind: 'failed', status: 77, stdout: 'out\n', stderr: 'err\n' });
  });

  test.each(['SEGV', 'KILL', 'TERM'])('a signal of its own: SIG%s', async (signal) => {
    const { outcome } = await runSh(`ends-by-${signal}`, `echo out; kill -${signal} $$`);
    expect(outcome).toMatchObject({ kind: 'signalled', signal: `SIG${signal}`, stdout: 'out\n' });
  });

  test('how long it took', async () => {
    const { outcome, seconds } = await runSh('takes-a-while', 'sleep 0.3');
    expect(outcome).toMatchObject({ kind: 'ok' });
    expect(seconds).toBeGreaterThan(0.29);
    expect(seconds).toBeLessThan(2);
  });
});

describe.concurrent('time', () => {
  test('one that ends on SIGTERM has timed out, with what it wrote until then', async () => {
    const wait = newWait();
    const { outcome, seconds } = await runSh('slow', `echo begun; ${wait}; echo not reached`, {
      timeoutSeconds: 0.3,
      graceSeconds: 20,
    });
    expect(outcome).toMatchObject({ kind: 'timed_out', stdout: 'begun\n' });
    expect(seconds).toBeLessThan(MUCH_SOONER);
    await expectGone(wait);
  });

  test('one that exits with 0 on SIGTERM has timed out all the same, and may clean up before', async () => {
    const { outcome } = await runSh('tidy', `trap 'echo tidied; exit 0' TERM; ${newWait()} & wait`, {
      timeoutSeconds: 0.3,
    });
    expect(outcome).toMatchObject({ kind: 'timed_out', stdout: 'tidied\n' });
  });

  test('one that ignores SIGTERM gets SIGKILL 2 s later, with its group', async () => {
    const wait = newWait();
    const { outcome, seconds } = await runSh('deaf', `trap '' TERM; ${wait} & ${wait}`, { timeoutSeconds: 0.3 });
    expect(outcome).toMatchObject({ kind: 'timed_out' });
    expect(seconds).toBeGreaterThan(2.2);
    expect(seconds).toBeLessThan(5);
    await expectGone(wait);
  });

  test('sooner, when there is less time for it', async () => {
    const { outcome, seconds } = await runSh('deaf-too', `trap '' TERM; ${newWait()}; ${newWait()}`, {
      timeoutSeconds: 0.3,
      graceSeconds: 0.2,
    });
    expect(outcome).toMatchObject({ kind: 'timed_out' });
    expect(seconds).toBeLessThan(2.2);
  });

  test('what it leaves in its group when it ends on SIGTERM is ended with it', async () => {
    const wait = newWait();
    const { seconds } = await runSh('leaves-deaf', `(trap '' TERM; ${wait}; ${wait}) & ${newWait()}`, {
      timeoutSeconds: 0.3,
      graceSeconds: 20,
    });
    expect(seconds).toBeLessThan(MUCH_SOONER);
    await expectGone(wait);
  });

  test('even when that has let go of the pipes', async () => {
    const wait = newWait();
    const deaf = `(trap '' TERM; ${wait}; ${wait}) >/dev/null 2>&1 &`;
    const { outcome } = await runSh('leaves-silent', `${deaf} ${newWait()}`, { timeoutSeconds: 0.3 });
    expect(outcome).toMatchObject({ kind: 'timed_out' });
    await expectGone(wait);
  });

  test('one that has stopped itself is ended too', async () => {
    const { outcome, seconds } = await runSh('stopped', 'kill -STOP $$', { timeoutSeconds: 0.3, graceSeconds: 0.2 });
    expect(outcome).toMatchObject({ kind: 'timed_out' });
    expect(seconds).toBeLessThan(2.2);
  });

  test.each([0, -1, Number.NaN])('for %s seconds nothing is started', async (timeoutSeconds) => {
    const { outcome } = await runSh('never', `touch ${place}/started`, { timeoutSeconds });
    expect(outcome).toEqual({ kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 0 });
    expect(existsSync(`${place}/started`)).toBe(false);
  });

  test('without an end to its time it is awaited', async () => {
    const { outcome } = await runSh('patient', 'sleep 0.1', { timeoutSeconds: Number.POSITIVE_INFINITY });
    expect(outcome).toMatchObject({ kind: 'ok' });
  });
});

describe.concurrent('a process that it leaves behind, with the pipe', () => {
  test('in its group: not waited for, and ended', async () => {
    const wait = newWait();
    const { outcome, seconds } = await runSh('leaves', `echo all; ${wait} &`);
    expect(outcome).toMatchObject({ kind: 'ok', stdout: 'all\n' });
    expect(seconds).toBeLessThan(MUCH_SOONER);
    await expectGone(wait);
  });

  test('in a session of its own: not waited for', async () => {
    const wait = newWait();
    const { outcome, seconds } = await runSh('escapes', `setsid ${wait} & sleep 0.2; echo all; exit 3`);
    expect(outcome).toMatchObject({ kind: 'failed', status: 3, stdout: 'all\n' });
    expect(seconds).toBeLessThan(MUCH_SOONER);
    expect(aliveWith(wait), 'what has left the group cannot be found').toBe(1);
  });

  test('in a session of its own, and the time is over', async () => {
    const wait = newWait();
    const { outcome, seconds } = await runSh('escapes-slowly', `setsid ${wait} & echo begun; sleep 9999`, {
      timeoutSeconds: 0.5,
      graceSeconds: 20,
    });
    expect(outcome).toMatchObject({ kind: 'timed_out', stdout: 'begun\n' });
    expect(seconds).toBeLessThan(MUCH_SOONER);
  });

  test('in its group, without the pipe: ended too', async () => {
    const wait = newWait();
    const { outcome } = await runSh('leaves-quietly', `${wait} >/dev/null 2>&1 & sleep 0.2; echo all`);
    expect(outcome).toMatchObject({ kind: 'ok', stdout: 'all\n' });
    await expectGone(wait);
  });

  test('in a session of its own, that never stops writing: not waited for', async () => {
    const mark = `y.${process.pid}.${++waits}`;
    const { outcome, seconds } = await runSh('babbles', `setsid sh -c 'while :; do echo ${mark}; done' & sleep 0.2`, {
      stdoutLimitBytes: 2 ** 30,
    });
    expect(outcome).toMatchObject({ kind: 'ok' });
    expect(seconds).toBeLessThan(MUCH_SOONER);
    await expectGone(mark); // SIGPIPE
  });

  test('everything that the command wrote before it ended is there', async () => {
    const tool = plantSh(place, 'writes-and-leaves', `head -c 900000 /dev/zero; echo end >&2; ${newWait()} &`);
    for (let i = 0; i < 15; i++) {
      const outcome = await runAllowed(allow(tool), { timeoutSeconds: 10, device: null });
      expect(outcome).toMatchObject({ kind: 'ok', stderr: 'end\n' });
      expect('stdout' in outcome && outcome.stdout.length).toBe(900_000);
    }
  });
});

describe.concurrent('output', () => {
  test('more than the limit: ended, cut at the limit, and reported', async () => {
    const { outcome } = await runSh('talks', 'while :; do echo 0123456789; done', { stdoutLimitBytes: 25 });
    const stdout = '0123456789\n0123456789\n012';
    expect(outcome).toMatchObject({ kind: 'truncated', stream: 'stdout', limitBytes: 25, stdout });
  });

  test('exactly the limit is complete', async () => {
    const { outcome } = await runSh('talks-less', 'echo 0123456789', { stdoutLimitBytes: 11 });
    expect(outcome).toMatchObject({ kind: 'ok', stdout: '0123456789\n' });
  });

  test('more than the limit at its very end is truncated too', async () => {
    const { outcome } = await runSh('talks-more', 'echo 0123456789; exit 5', { stdoutLimitBytes: 10 });
    expect(outcome).toMatchObject({ kind: 'truncated', stdout: '0123456789' });
  });

  test('64 KiB of stderr', async () => {
    const { outcome } = await runSh('complains', 'echo answer; head -c 1000000 /dev/zero >&2; sleep 9999');
    expect(outcome).toMatchObject({ kind: 'truncated', stream: 'stderr', limitBytes: 65536, stdout: 'answer\n' });
    expect('stderr' in outcome && outcome.stderr.length).toBe(65536);
  });

  test('a cut goes between two characters', async () => {
    const { outcome } = await runSh('umlauts', "while :; do printf '\\303\\244\\342\\202\\254'; done", {
      stdoutLimitBytes: 9,
    });
    expect(outcome).toMatchObject({ kind: 'truncated', stdout: 'ä€ä' });
  });

  test('bytes that are no UTF-8 are replaced, escapes and NUL are kept', async () => {
    const { outcome } = await runSh('binary', "printf 'a\\377b\\300\\257\\033[31mred\\000\\302'");
    expect(outcome).toMatchObject({ kind: 'ok', stdout: 'a\ufffdb\ufffd\ufffd\u001b[31mred\0\ufffd' });
  });

  test('a byte order mark is kept', async () => {
    const { outcome } = await runSh('marked', "printf '\\357\\273\\277x'");
    expect(outcome).toMatchObject({ kind: 'ok', stdout: '\ufeffx' });
  });
});

describe('a command that writes 1 GiB as fast as it can', () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleHost(place);
  });

  test.each([
    ['and ends when it is told', ''],
    ['and ignores every signal that can be ignored', "trap '' TERM PIPE; "],
  ])('%s costs little time and memory', async (name, trap) => {
    const broken = `${place}/broken-${name.length}`;
    const tool = plantSh(place, `floods${name.length}`, `${trap}head -c 1073741824 /dev/zero || : > ${broken}`);
    const value = await inNode<{ outcome: CommandOutcome; length: number; grownBytes: number }>(
      bundle,
      `(async () => {
        const before = process.memoryUsage().rss;
        let most = 0;
        const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
        const outcome = await host.runAllowed(allow(${JSON.stringify(tool)}), { timeoutSeconds: 10, device: null });
        clearInterval(watch);
        const length = outcome.stdout.length;
        delete outcome.stdout;
        return { outcome, length, grownBytes: Math.max(most, process.memoryUsage().rss) - before };
      })()`,
    );
    expect(value).toMatchObject({ outcome: { kind: 'truncated', stream: 'stdout' }, length: 4 * 1024 * 1024 });
    expect('durationSeconds' in value.outcome && value.outcome.durationSeconds).toBeLessThan(MUCH_SOONER);
    expect(value.grownBytes).toBeLessThan(64 * 1024 * 1024);
    if (trap !== '') expect(existsSync(broken), 'nobody reads what nobody keeps').toBe(true);
  });
});

test('one that has ended in time has not timed out because we were busy', async () => {
  const running = runSh('quick', 'sleep 0.2; echo done', { timeoutSeconds: 0.4 });
  await pause(100); // by now it has been started
  await readFile('/etc/passwd'); // what is waited for like a pipe is followed by the timers, and they by the pipes
  const until = performance.now() + 700;
  while (performance.now() < until);
  expect((await running).outcome).toMatchObject({ kind: 'ok', stdout: 'done\n' });
});

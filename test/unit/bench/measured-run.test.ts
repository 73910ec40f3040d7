// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The account of CPU time has to hold whatever of fabric reads files: a process group of its own. */

import { describe, expect, test } from 'vitest';
import { peakMemoryOf, timeCommand } from '../../../scripts/bench/measured-run.mjs';

const env = { PATH: '/usr/bin:/bin' };
const node = (script: string) => [process.execPath, '-e', script];

/** Uses so much CPU, by the process's own account. */
const burn = (seconds: number) => `while (process.cpuUsage().user + process.cpuUsage().system < ${seconds * 1e6}) {}`;
const child = (seconds: number, detached: boolean) =>
  `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(burn(seconds))}], { detached: ${detached}, stdio: 'ignore' })`; // a pipe would be waited for

const BURNT_SECONDS = 0.33;
/** More than a start takes on the busiest machine. */
const LEFT_BEHIND_SECONDS = 2;

describe('CPU time', () => {
  test.each([
    ['of the process', burn(BURNT_SECONDS)],
    ['of a child', child(BURNT_SECONDS, false)],
    ['of a child in a group of its own', child(BURNT_SECONDS, true)],
  ])('%s is counted', (_, script) =>
    expect(timeCommand(node(script), { env }).cpu_seconds).toBeGreaterThanOrEqual(BURNT_SECONDS),
  );

  test('of a child that is left behind is not: it ends after the account', () =>
    expect(timeCommand(node(`${child(LEFT_BEHIND_SECONDS, true)}.unref()`), { env }).cpu_seconds).toBeLessThan(
      LEFT_BEHIND_SECONDS,
    ));
});

test('the status is the command’s own', () => {
  expect(timeCommand(node('process.exitCode = 6'), { env }).status).toBe(6);
});

test('the peak is the memory of the process without its children', () => {
  const megabytes = (count: number) => `globalThis.held = Buffer.alloc(${count} * 1e6, 1);`;
  const inner = JSON.stringify(`${megabytes(80)} setTimeout(() => {}, 100);`);
  const script = `${megabytes(200)} require('child_process').spawn(process.execPath, ['-e', ${inner}])`;
  const { program_bytes, reader_bytes } = peakMemoryOf(node(script), { env });
  expect(program_bytes).toBeGreaterThan(200e6);
  expect(program_bytes).toBeLessThan(350e6);
  expect(reader_bytes).toBeGreaterThan(80e6);
  expect(reader_bytes).toBeLessThan(200e6);
});

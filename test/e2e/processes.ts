// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What runs on this machine because of a test. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect } from 'vitest';

/** A process that is alive (a zombie is not) and works in a tree, was given a path of it or has a file of it open. */
export type Alive = { readonly pid: number; readonly words: string; readonly peakBytes: number };

const tried = <T>(ask: () => T, otherwise: T): T => {
  try {
    return ask();
  } catch {
    return otherwise; // it ended meanwhile, or is another user's
  }
};

/** Every such process but those of the tests themselves. */
export const processesIn = (...roots: readonly string[]): Alive[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => {
      const words = tried(() => readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(), '');
      const cwd = tried(() => readlinkSync(`/proc/${name}/cwd`), '');
      const environment = tried(() => readFileSync(`/proc/${name}/environ`, 'utf8'), '');
      const status = tried(() => readFileSync(`/proc/${name}/status`, 'utf8'), '');
      const peakBytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
      return { pid: Number(name), words, cwd, environment, peakBytes };
    })
    .filter(({ pid, words, cwd, environment }) =>
      [words, cwd, environment, ...openFilesOf(pid)].some((text) => roots.some((root) => text.includes(root))),
    )
    .map(({ pid, words, peakBytes }) => ({ pid, words, peakBytes }));

const openFilesOf = (pid: number): string[] =>
  tried(() => readdirSync(`/proc/${pid}/fd`), []).map((fd) => tried(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''));

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks until the answer is there, for at most so long; the last answer. */
const askUntil = async <T>(ask: () => T, isThere: (answer: T) => boolean, milliseconds: number): Promise<T> => {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = ask();
    if (isThere(answer) || performance.now() > end) return answer;
    await pause(20);
  }
};

/** Nothing works in the tree any more; what was killed may need a moment to be gone. */
export const expectNoneLeft = async (root: string): Promise<void> =>
  expect(
    await askUntil(
      () => processesIn(root),
      (alive) => alive.length === 0,
      2000,
    ),
    'processes left',
  ).toEqual([]);

/** Ends everything that works in these trees: what a test left on purpose, or because it failed. */
export const endAll = async (...roots: readonly string[]): Promise<void> => {
  const end = (): Alive[] => {
    const alive = processesIn(...roots);
    for (const { pid } of alive) tried(() => process.kill(pid, 'SIGKILL'), false);
    return alive;
  };
  await askUntil(end, (alive) => alive.length === 0, 2000);
};

/** The process that reads files of the tree, as soon as there is one. */
export const readerIn = async (root: string): Promise<Alive> => {
  const find = (): Alive | undefined => processesIn(root).find(({ words }) => words.includes('-aHZ'));
  const reader = await askUntil(find, (found) => found !== undefined, 5000);
  if (reader === undefined) throw new Error(`nothing reads in ${root}`);
  return reader;
};

/** Waits until a process handles SIGHUP itself: from then on a signal is its own to answer. */
export const untilItCatchesSignals = async (pid: number): Promise<void> => {
  const mask = (): bigint => {
    const status = tried(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '');
    return BigInt(`0x${/^SigCgt:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  };
  if (((await askUntil(mask, (caught) => (caught & 1n) === 1n, 10_000)) & 1n) === 0n) {
    throw new Error(`${pid} catches no signal`);
  }
};

/** Follows how much memory fabric and its reader take; the peaks, in bytes. */
export const watchPeak = (root: string): { readonly stop: () => { program: number; reader: number } } => {
  const peak = { program: 0, reader: 0 };
  const timer = setInterval(() => {
    for (const { words, peakBytes } of processesIn(root)) {
      const who = words.includes('-aHZ') ? 'reader' : 'program';
      peak[who] = Math.max(peak[who], peakBytes);
    }
  }, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Counter blocks in a directory, with what the kernel's driver does: it names an event that was written by its number. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratch } from '../../scratch.js';

const CLOCKS = { PLL_T1: '0x66666', PLL_N1: '0x80000' };
const COUNTERS = { llt0: 5, llt_miss0: 3, mss0: 3 };

/** A driver that runs until it is stopped. */
export type Driver = {
  /** What stands in the place of /sys/class. */
  readonly directory: string;
  /** Every setting as it is now. */
  readonly settings: () => Readonly<Record<string, string>>;
  readonly set: (file: string, text: string) => void;
  readonly stop: () => void;
};

/** Starts it: nothing is enabled, and every counter has an event of its own. */
export const startDriver = (): Driver => {
  const directory = scratch();
  const device = join(directory, 'hwmon', 'hwmon3');
  const put = (file: string, text: string): void => {
    mkdirSync(dirname(join(device, file)), { recursive: true });
    writeFileSync(join(device, file), text);
  };
  put('name', 'bfperf\n');
  for (const [clock, count] of Object.entries(CLOCKS)) {
    put(`clock_measure/FMON_CLK_LAST_COUNT_${clock}`, `${count}\n`);
    put(`clock_measure/REFERENCE_WINDOW_WIDTH_${clock}`, '0x10000\n');
  }
  for (const [block, count] of Object.entries(COUNTERS)) {
    put(`${block}/enable`, '0\n');
    put(`${block}/count_clock`, '0\n');
    for (let i = 0; i < count; i++) {
      put(`${block}/event${i}`, `0x${i + 3}: EVENT_${i + 3}\n`);
      put(`${block}/counter${i}`, '0x0\n');
    }
  }
  const files = Object.keys(COUNTERS).flatMap((block) =>
    readdirSync(join(device, block))
      .filter((name) => !name.startsWith('counter'))
      .map((name) => `${block}/${name}`),
  );
  const read = (file: string): string => readFileSync(join(device, file), 'utf8').trim();
  const started = new Map<string, number>();
  const turn = (): void => {
    for (const file of files) {
      const text = read(file);
      if (/^0x[0-9a-f]+$/.test(text)) put(file, `${text}: EVENT_${Number(text)}\n`);
    }
    for (const block of Object.keys(COUNTERS)) {
      if (read(`${block}/enable`) !== '1') started.delete(block);
      else if (!started.has(block)) started.set(block, performance.now());
      else put(`${block}/counter0`, `0x${cyclesSince(started.get(block) ?? 0, block).toString(16)}\n`);
    }
  };
  const timer = setInterval(turn, 1);
  return {
    directory,
    settings: () => Object.fromEntries(files.map((file) => [file, read(file)])),
    set: put,
    stop: () => clearInterval(timer),
  };
};

const cyclesSince = (started: number, block: string): number =>
  Math.round(((performance.now() - started) / 1000) * (block.startsWith('mss') ? 1.25e9 : 1e9));

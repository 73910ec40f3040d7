// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The counter blocks of a BlueField as its driver lists them: an hwmon device named `bfperf`, one directory a block. */

import type { FileAnswer, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { namesIn } from '../../hardware/adapter/bus.js';

/** Directory of hwmon devices. Their numbers change from boot to boot. */
export const HWMON = '/sys/class/hwmon';

/** Directory of the firmware's description of the counters, with or without a driver. */
export const PLATFORM = '/sys/bus/platform/devices';

/**
 * How a block counts. `switched` starts and stops as a whole; `free` counts each event from when it is programmed; of
 * `registers` the events are fixed.
 */
export type BlockControl = 'switched' | 'free' | 'registers';

/** A block. */
export type Block = {
  /** `llt0` */
  readonly name: string;
  /** `llt` */
  readonly kind: string;
  readonly path: string;
  readonly style: BlockControl;
  /** Whether one of its counters can count the cycles of its clock (Linux 6.14 and later). */
  readonly countsClock: boolean;
  /** The numbers of its counters; none of registers. */
  readonly counters: readonly number[];
  /** The names of its registers; none of any other block. */
  readonly registers: readonly string[];
};

/** The device and its blocks in natural order; `clocks` are the files with the frequencies of the blocks' clocks. */
export type Device = {
  readonly kind: 'found';
  readonly path: string;
  readonly blocks: readonly Block[];
  readonly clocks: readonly string[];
};

/** No device. `isBlueField`: the firmware describes the counters, but no driver provides them. */
export type NoDevice = {
  readonly kind: 'none';
  readonly isBlueField: boolean;
  readonly hwmon: ListAnswer;
  /** The devices whose name could not be read. */
  readonly unnamed: readonly { readonly path: string; readonly answer: Exclude<FileAnswer, { kind: 'text' }> }[];
};

/** Finds it by its name; one whose name cannot be read by its blocks. */
export const findDevice = async (host: Host): Promise<Device | NoDevice> => {
  const hwmon = host.readdir(HWMON);
  const paths = namesIn(hwmon).map((name) => `${HWMON}/${name}`);
  const answers = await host.readFiles(
    paths.map((path) => ({ device: path, paths: [`${path}/name`] })),
    0.5,
  );
  const unnamed: { path: string; answer: Exclude<FileAnswer, { kind: 'text' }> }[] = [];
  for (const path of paths) {
    const answer = answers.get(`${path}/name`);
    if (answer === undefined || (answer.kind === 'text' && answer.text.trim() !== 'bfperf')) continue;
    const device = inspectDevice(host, path);
    if (answer.kind === 'text' || device.blocks.length > 0) return device;
    unnamed.push({ path, answer });
  }
  const isBlueField = namesIn(host.readdir(PLATFORM)).some((name) => /^MLNXBFD\d:/.test(name));
  return { kind: 'none', isBlueField, hwmon, unnamed };
};

const CLOCKS = 'clock_measure';
const NO_BLOCKS: readonly string[] = ['device', 'subsystem', 'power', 'name', 'uevent', CLOCKS];

/** Matches names of blocks, and no name of another hwmon device. */
const KINDS = /^(?:llt|llt_miss|mss|tile|tilenet|l3cachehalf|pcie|trio|triogen|smmu|gic|ecc|gga|apt|emi|prnf|msn)\d*$/;

const inspectDevice = (host: Host, path: string): Device => {
  const entries = namesIn(host.readdir(path));
  const blocks = entries
    .filter((name) => !NO_BLOCKS.includes(name) && KINDS.test(name))
    .map((name) => blockOf(name, `${path}/${name}`, namesIn(host.readdir(`${path}/${name}`))));
  const clocks = entries.includes(CLOCKS) ? namesIn(host.readdir(`${path}/${CLOCKS}`)) : [];
  return { kind: 'found', path, blocks, clocks: clocks.map((name) => `${path}/${CLOCKS}/${name}`) };
};

const blockOf = (name: string, path: string, files: readonly string[]): Block => {
  const counters = files.flatMap((file) => /^counter(0|[1-9]\d{0,3})$/.exec(file)?.slice(1).map(Number) ?? []);
  const style = files.includes('enable') ? 'switched' : counters.length > 0 ? 'free' : 'registers';
  const registers = style === 'registers' ? files.filter((file) => /^[A-Z][A-Z0-9_]*$/.test(file)) : [];
  const countsClock = files.includes('count_clock') && counters.includes(0);
  return { name, kind: name.replace(/\d+$/, ''), path, style, countsClock, counters, registers };
};

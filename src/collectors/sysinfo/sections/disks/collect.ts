// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asks for what is mounted, how full it is, and for the disks. */

import type { FileAnswers, ListAnswer } from '../../../../core/file-answer.js';
import type { Host } from '../../../../core/host.js';
import type { Invocation } from '../../../../core/invocation.js';
import { runTool, type ToolAnswer } from '../../../../core/tool/run-tool.js';
import { namesIn } from '../../../../hardware/adapter/bus.js';

/** Everything that is mounted where the reader is. */
export const MOUNTS = '/proc/mounts';
const BLOCK = '/sys/block';

/**
 * The use of a file system needs a system call, which df makes. Those of other machines are left out (`-l`):
 * one whose server is gone never answers.
 */
export const DF: Invocation = {
  name: 'df.usage',
  path: '/usr/bin/df',
  args: ['-l', '--block-size=1', '--output=size,used,avail,target'],
  effect: 'read',
  timeoutSeconds: 3,
  help: 'Size and usage of the file systems of this machine.',
};

/** Files of a disk, below /sys/block. `name` is what a memory card has for a model. */
export const FILES = {
  size: 'size',
  rotational: 'queue/rotational',
  model: 'device/model',
  name: 'device/name',
  serial: 'device/serial',
  // virtio_blk has it here.
  ownSerial: 'serial',
  firmware: 'device/firmware_rev',
} as const;

/** A file of a disk. */
export const fileOf = (disk: string, file: keyof typeof FILES): string => `${BLOCK}/${disk}/${FILES[file]}`;

/** Every path, for the declaration. */
export const DISK_READS = [MOUNTS, BLOCK, ...Object.values(FILES).map((file) => `${BLOCK}/*/${file}`)];

/** The data that was collected. */
export type DisksRaw = {
  readonly block: ListAnswer;
  readonly disks: readonly string[];
  readonly answers: FileAnswers;
  readonly df: ToolAnswer;
};

/** Virtual devices (loop, ram, zram, device mapper, raid, network) and parts of a memory card are not disks. */
const NO_DISK = /^(?:loop|ram|zram|dm-|md|nbd|rbd|drbd|sr|fd)\d|^mmcblk\d+(?:boot\d+|rpmb)$|^nvme\d+c\d+n\d+$/;

/** Asks. */
export const collectDisks = async (host: Host): Promise<DisksRaw> => {
  const block = host.readdir(BLOCK);
  const disks = namesIn(block).filter((name) => !NO_DISK.test(name));
  const names = Object.keys(FILES) as readonly (keyof typeof FILES)[];
  const groups = disks.map((disk) => ({ device: `${BLOCK}/${disk}`, paths: names.map((file) => fileOf(disk, file)) }));
  const [answers, df] = await Promise.all([
    host.readFiles([{ device: MOUNTS, paths: [MOUNTS] }, ...groups]),
    runTool(host, [DF], {}, { where: '', device: null }),
  ]);
  return { block, disks, answers, df };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Opens a file that lines are added to. */

import { chmodSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../core/error.js';
import { kindOf } from '../trust/file-kind.js';
import { actsAsRoot, untrustedEntryReason } from '../trust/ownership.js';

/** `isMidLine`: the last line has no end, because the disk was full. `isFile`: it grows; a device does not. */
export type AppendTarget = { readonly descriptor: number; readonly isMidLine: boolean; readonly isFile: boolean };

/** Not through a link at its end, and without waiting for the reader of a FIFO. Reading shows how the last line ends. */
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const FILE_MODE = 0o640;
const DIRECTORY_MODE = 0o750;

/** Opens it or makes it. @throws the error of the system, or an Error that names what is wrong with the file */
export const openForAppend = (file: string): AppendTarget => {
  const descriptor = openOrMake(file);
  const stat = fstatSync(descriptor);
  if (!stat.isFile() && !stat.isCharacterDevice()) throw new Error(kindOf(stat));
  if (!stat.isFile()) return { descriptor, isMidLine: false, isFile: false };
  if (actsAsRoot()) {
    // None: another process has just rotated it away, and the next line goes to the file that took its place.
    const reason = stat.nlink <= 1 ? untrustedEntryReason(stat, [0]) : 'has several hard links';
    if (reason !== null) throw new Error(reason);
  }
  return { descriptor, isMidLine: endsMidLine(descriptor), isFile: true };
};

/** A line that another process is writing may be seen in part (page by page): only one that stays incomplete is broken. */
const endsMidLine = (descriptor: number): boolean => {
  for (let looks = 0; looks < LOOKS; looks++) {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(1);
    if (size === 0 || readSync(descriptor, last, 0, 1, size - 1) === 0 || last[0] === LINE_BREAK) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
  return true;
};

const LINE_BREAK = 0x0a;
const LOOKS = 4;
const LOOK_AGAIN_MS = 5;

/** Other processes make the file too, and rename it when it is full: what was there may be gone a moment later. */
const openOrMake = (file: string): number => {
  for (let tries = 1; ; tries++) {
    try {
      return openSync(file, FLAGS);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
    if (actsAsRoot()) makeDirectory(dirname(file));
    try {
      const descriptor = openSync(file, FLAGS | constants.O_CREAT | constants.O_EXCL, FILE_MODE);
      fchmodSync(descriptor, FILE_MODE); // the umask took the group's part
      return descriptor;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || tries === TRIES) throw error;
    }
  }
};

const TRIES = 20;

/** Creates only the last directory: a missing parent is a mistake. */
const makeDirectory = (directory: string): void => {
  try {
    mkdirSync(directory, DIRECTORY_MODE);
    chmodSync(directory, DIRECTORY_MODE);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Renames a full audit file to FILE.1, by one process at a time. Each puts a marker beside the file first and then looks for
 * those of others: of two that start together at least the one that looks last sees the other and steps back. A rotation
 * that does not happen costs nothing: the next line tries again.
 */

import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  type Stats,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../core/error.js';
import { currentProcess, isProcessAlive } from '../programming/process-identity.js';
import { actsAsRoot } from '../trust/ownership.js';
import { openForAppend } from './open-for-append.js';

/**
 * `rotated`: the path now is another file, made by this or another process. `busy`: another process rotates. `full`:
 * FILE.1 exists and must not be replaced.
 */
export type Rotation = 'rotated' | 'busy' | 'full';

/** The name of the file that a full one becomes. */
export const rotatedName = (file: string): string => `${file}.1`;

/** True when the path is no longer the file of the descriptor: another process has rotated it. */
export const hasMoved = (file: string, descriptor: number): boolean => {
  const there = lstatSync(file, { throwIfNoEntry: false });
  const { dev, ino } = fstatSync(descriptor);
  return there?.dev !== dev || there.ino !== ino;
};

/** Rotates the open file. `keepsOld`: nothing that was written down may be lost. @throws the error of the system */
export const rotate = (file: string, descriptor: number, { keepsOld }: { readonly keepsOld: boolean }): Rotation => {
  const { pid, startTicks } = currentProcess();
  const marker = `${file}.rotating.${pid}.${startTicks}`;
  closeSync(openSync(marker, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600));
  try {
    if (isOtherRotating(file, marker)) return 'busy';
    if (hasMoved(file, descriptor)) return 'rotated';
    if (keepsOld && lstatSync(rotatedName(file), { throwIfNoEntry: false }) !== undefined) return 'full';
    renameSync(file, rotatedName(file));
    makeAlike(file, fstatSync(descriptor));
    return 'rotated';
  } finally {
    unlinkSync(marker);
  }
};

/** Whether a process that lives has a marker; the markers of dead ones are removed. */
const isOtherRotating = (file: string, own: string): boolean => {
  const directory = dirname(file);
  const lead = `${basename(file)}.rotating.`;
  let isOther = false;
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const [, pid, startTicks = ''] = /^(\d+)\.(\d+)$/.exec(name.startsWith(lead) ? name.slice(lead.length) : '') ?? [];
    if (pid === undefined || path === own) continue;
    if (isProcessAlive({ pid: Number(pid), startTicks })) isOther = true;
    else removeMarker(path);
  }
  return isOther;
};

const removeMarker = (path: string): void => {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error; // another process was faster
  }
};

/** The new file, for the same readers as the old one. */
const makeAlike = (file: string, { mode, uid, gid }: Stats): void => {
  const { descriptor } = openForAppend(file);
  try {
    if (actsAsRoot()) fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o777);
  } finally {
    closeSync(descriptor);
  }
};

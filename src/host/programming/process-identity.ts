// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Identifies a process by PID and start time, so that a reused PID is not mistaken for it. */

import { readFileSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';

/** A process. */
export type ProcessIdentity = {
  readonly pid: number;
  /** When it was started, in ticks since the boot, proc(5). */
  readonly startTicks: string;
};

/** This process. */
export const currentProcess = (): ProcessIdentity => ({
  pid: process.pid,
  startTicks: lifeOf(process.pid)?.startTicks ?? '',
});

/** Whether that very process still runs. A zombie runs nothing any more. */
export const isProcessAlive = ({ pid, startTicks }: ProcessIdentity): boolean => {
  const life = lifeOf(pid);
  return life !== null && life.startTicks === startTicks && !/[ZX]/.test(life.state);
};

/** Null when there is no such process. */
const lifeOf = (pid: number): { readonly state: string; readonly startTicks: string } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name, with any characters.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ESRCH') return null;
    throw error;
  }
};

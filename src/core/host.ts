// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A provider's access to a machine. Absence is a value, never an exception: a collector gets an answer for every
 * file and command, and reports in its problems what was missing.
 */

import type { CommandAnswer } from './command-answer.js';
import type { FileAnswers, FileGroup, LinkAnswer, ListAnswer } from './file-answer.js';
import type { Invocation, SlotValues } from './invocation.js';
import type { CounterClaim } from './programming.js';

/** A machine: live, below `--root`, or recorded. Paths are absolute and as the kernel names them. */
export type Host = {
  /** Name of the machine; null when it is not known (a mounted image without /etc/hostname). */
  readonly name: string | null;
  /** The time of day, and seconds that only grow; a recorded machine has its own of both. */
  readonly clock: { readonly now: () => Date; readonly seconds: () => number };
  readonly readdir: (path: string) => ListAnswer;
  readonly readlink: (path: string) => LinkAnswer;
  /**
   * Reads every file of every group. Never rejects for what a file does; answers by the deadline, or within `share` (0 to
   * 1, default 1) of the time that is left to it, where another reading is to follow.
   */
  readonly readFiles: (groups: readonly FileGroup[], share?: number) => Promise<FileAnswers>;
  /**
   * Runs a declared command with these values in its slots, if the policy allows it. `device` is what it works on, for at
   * most one command at a time: an adapter's domain:bus:device.
   */
  readonly run: (invocation: Invocation, values: SlotValues, device: string | null) => Promise<CommandAnswer>;
  /**
   * Claims the counters that the provider declares. Settings left behind by a killed run are restored first,
   * and what this one changes at the latest when the host is closed.
   */
  readonly claimCounters: () => Promise<CounterClaim>;
  /** Announces a change to the machine on stderr before it is made. A recorded machine is not changed: nothing is announced. */
  readonly announce: (text: string) => void;
  /** Warnings for the user beside the answers: the audit could not be written. */
  readonly warnings: () => readonly string[];
  /**
   * Waits between two samples; the next one has the whole deadline again, or what is left of the `same`. A recorded machine
   * moves its clock, and waits only where it paces. False when a recording has no later sample: what is read next only repeats.
   */
  readonly sleep: (seconds: number, deadline?: 'same') => Promise<boolean>;
  /** Seconds that are left until the deadline; a recorded machine has none. */
  readonly secondsLeft: () => number;
  /**
   * Why no answer of this host may be used: fabric could not open files, which proves nothing about the machine. Null while they may.
   * A host that cannot fail so has none.
   */
  readonly failure?: () => Error | null;
  /**
   * Restores programmed settings, and ends reads in progress without waiting for them. Pending answers
   * come at once, as timeouts.
   */
  readonly close: () => void;
};

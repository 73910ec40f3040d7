// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Programs counters that all users of the machine share: announced, allowed by the policy, and undone afterwards. */

import type { ErrnoAnswer } from './file-answer.js';

/** A setting that could not be restored, and why. */
export type RestoreFailure = { readonly path: string; readonly value: string; readonly errno: string };

/** The only run on the machine that programs counters, until it has put everything back. */
export type CounterSession = {
  /** Keeps what puts a setting back, where it survives this process, before anything is changed. @throws output */
  readonly keep: (path: string, value: string) => void;
  /** Writes a saved setting. @throws bug for a setting that was not saved, or that the provider does not declare */
  readonly write: (path: string, value: string) => { readonly kind: 'written' } | ErrnoAnswer;
  /** Restores everything, newest first, and lets others program. Returns what could not be restored. */
  readonly restore: () => readonly RestoreFailure[];
};

/** Whether this run may program. `busy`: another one does, since a time of day. */
export type CounterClaim =
  | { readonly kind: 'allowed'; readonly programming: CounterSession }
  | { readonly kind: 'denied'; readonly by: 'policy' | 'audit' | 'root' | 'lock'; readonly detail: string }
  | { readonly kind: 'busy'; readonly pid: number; readonly since: string };

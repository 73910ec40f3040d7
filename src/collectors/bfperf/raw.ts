// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The data that `collect` passes to `parse`: the content of each file before, during and after the measurement. */

import type { CommandAnswer } from '../../core/command-answer.js';
import type { FileAnswers } from '../../core/file-answer.js';
import type { RestoreFailure } from '../../core/programming.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Device, NoDevice } from './hwmon.js';
import type { Plan } from './plan.js';

/** Why a block was left alone, or did not count. */
export type Skipped =
  /** Another program uses the counters there. */
  | { readonly why: 'in use' }
  /** The current event cannot be read, so it could not be restored. */
  | { readonly why: 'not restorable'; readonly file: string }
  /** A setting could not be written. */
  | { readonly why: 'not written'; readonly file: string; readonly errno: string };

/** One reading of counters, and when it was. */
export type Sample = { readonly answers: FileAnswers; readonly at: number };

/** A block that was measured, or was to be. */
export type MeasuredBlock = {
  readonly plan: Plan;
  readonly skipped: Skipped | null;
  /** Start and stop of a switched block; null for others, whose samples have the times. */
  readonly ran: { readonly from: number; readonly to: number } | null;
};

/** The data that was read, and the counters that were programmed. */
export type BfperfRaw =
  | { readonly kind: 'none'; readonly device: NoDevice }
  | {
      readonly kind: 'measured';
      readonly device: Device;
      readonly blocks: readonly MeasuredBlock[];
      /** Settings as they were before, and as they were when the time was over. */
      readonly before: FileAnswers;
      readonly after: FileAnswers;
      readonly clocks: FileAnswers;
      /** In order; the counters of switched blocks began at 0. */
      readonly samples: readonly Sample[];
      readonly notRestored: readonly RestoreFailure[];
      /** Whether events were chosen by the user. */
      readonly isChosen: boolean;
    }
  | { readonly kind: 'read only'; readonly device: Device; readonly answers: FileAnswers }
  | {
      readonly kind: 'tool';
      readonly device: Device;
      readonly answer: ToolAnswer;
      readonly notRestored: readonly RestoreFailure[];
    };

/** The output of a tool, if it wrote anything. */
export const outputOf = (answer: CommandAnswer): { readonly stdout: string; readonly stderr: string } | null =>
  'stdout' in answer ? answer : null;

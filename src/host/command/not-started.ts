// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A command that the kernel did not start, in words. */

import type { CommandOutcome } from '../../core/command-answer.js';
import { errnoOf } from '../../core/error.js';

/** Why there is no child, from the error of the attempt. */
export const notStartedOutcome = (program: string, error: unknown): CommandOutcome => {
  const errno = errnoOf(error) ?? String(error);
  return { kind: 'missing', detail: `${program} ${REASONS[errno] ?? `cannot be started (${errno})`}` };
};

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'not found, or its interpreter is missing',
  ENOTDIR: 'not found',
  EACCES: 'is not executable',
  ENOEXEC: 'is not a program for this machine',
  EAGAIN: 'cannot be started: too many processes (EAGAIN)',
};

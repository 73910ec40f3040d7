// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Exit statuses: the only place where an outcome becomes a number. `fabric help exit` prints this table. */

import type { EndingSignal, ErrorCode } from './error.js';
import type { Problem } from './problem.js';

/** Every status and when it is given, in order. */
export const EXIT_STATUSES: readonly { readonly status: number; readonly when: string }[] = [
  { status: 0, when: 'success; also when there is nothing to report (empty records and a note on stderr)' },
  { status: 1, when: 'internal error: a bug in fabric' },
  { status: 2, when: 'usage error: unknown command, flag or value' },
  { status: 3, when: 'denied by policy, or the policy is invalid' },
  {
    status: 4,
    when: 'a tool is missing, failed or timed out, privilege or a file descriptor is missing, or a device given by name does not exist, and nothing can be shown',
  },
  { status: 5, when: 'no data: the output of a tool or a recording could not be parsed' },
  { status: 6, when: 'partial: some values are missing; each has a warning' },
  { status: 10, when: 'with --exit-code: differences found (takes precedence over 6)' },
  { status: 129, when: 'ended by SIGHUP (the terminal was closed)' },
  { status: 130, when: 'ended by SIGINT (Ctrl-C)' },
  { status: 143, when: 'ended by SIGTERM' },
];

/** A difference counts even when other parts could not be compared. */
export const STATUS_DIFFERS = 10;

const STATUS_OF_ERROR: Readonly<Record<ErrorCode, number>> = {
  bug: 1,
  usage: 2,
  denied: 3,
  not_found: 4,
  permission: 4,
  tool_missing: 4,
  tool_failed: 4,
  unreadable: 4,
  output: 4,
  recording: 5,
  busy: 4,
  descriptors: 4,
  interrupted: 130,
};

/** 128 and the number of the signal, as a shell reports it. */
const STATUS_OF_SIGNAL: Readonly<Record<EndingSignal, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The status of a command without an answer. `signal` ended it; null otherwise. */
export const statusOfError = (code: ErrorCode, signal: EndingSignal | null = null): number =>
  signal === null ? STATUS_OF_ERROR[code] : STATUS_OF_SIGNAL[signal];

/** The status of an answer: partial with a warning, and 4 or 5 when the warnings are all there is. */
export const statusOfAnswer = (recordCount: number, problems: readonly Problem[]): number => {
  const warnings = problems.filter((p) => p.severity === 'warning');
  if (warnings.length === 0) return 0;
  if (recordCount > 0) return 6;
  return warnings.every((p) => p.code === 'parse') ? 5 : 4;
};

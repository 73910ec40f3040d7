// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why fabric gives no answer at all. */
export type ErrorCode =
  | 'bug'
  | 'usage'
  | 'denied'
  | 'not_found'
  | 'permission'
  | 'tool_missing'
  | 'tool_failed'
  | 'unreadable'
  | 'output'
  | 'recording'
  | 'busy'
  | 'interrupted';

/** The signals that end a run in order: what runs is stopped, and what was changed is restored. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One of them. */
export type EndingSignal = (typeof ENDING_SIGNALS)[number];

/** The one error class of fabric: what happened, in the user's words, and what to do next. */
export class FabricError extends Error {
  override readonly name = 'FabricError';
  readonly code: ErrorCode;
  /** What belongs to the message, line by line. */
  readonly details: readonly string[];
  /** The next command to type or thing to check, and behind four spaces what it is for; null when there is none. */
  readonly fix: string | null;
  /** The signal that ended the run, with the code `interrupted`; null otherwise. */
  readonly signal: EndingSignal | null;

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      readonly details?: readonly string[];
      readonly fix?: string;
      readonly cause?: unknown;
      readonly signal?: EndingSignal;
    } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.code = code;
    this.details = more.details ?? [];
    this.fix = more.fix ?? null;
    this.signal = more.signal ?? null;
  }
}

/** The errno name of a failed system call (`ENOSPC`); null when the error is not one. */
export const errnoOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code)
    ? error.code
    : null;

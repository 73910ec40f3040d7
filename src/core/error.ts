// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Errors that end a run without an answer: their codes, and what a user can do. */

/** Why a run ends without an answer. */
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
  | 'descriptors'
  | 'interrupted';

/** The signals that end a run in order: what runs is stopped, and what was changed is restored. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One of them. */
export type EndingSignal = (typeof ENDING_SIGNALS)[number];

/** The one error class of fabric: what happened, in the user's words, and what to do next. */
export class FabricError extends Error {
  override readonly name = 'FabricError';
  readonly code: ErrorCode;
  /** Further lines of the message. */
  readonly details: readonly string[];
  /** The next command to type or thing to check, and behind four spaces what it is for; null without one. */
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

/**
 * Number of file descriptors a run on a live machine needs, besides those it was started with. `--root` needs most: measured
 * 101 (Node 20), of which 21 are Node's, 32 are a reserve and 48 hold directories and the files of one reader. Rounded up for
 * other Nodes. Without `--root` 64 are enough; one number is simpler, and no usual limit lies between the two.
 */
export const DESCRIPTORS_NEEDED = 112;

/** The error of a process that may not open enough files. `detail` names the limit or the call that failed. */
export const tooFewDescriptors = (detail: string, cause?: unknown): FabricError =>
  new FabricError(
    'descriptors',
    `too few file descriptors (${detail}): fabric needs ${DESCRIPTORS_NEEDED} of its own`,
    {
      fix: 'ulimit -n 1024    or LimitNOFILE=1024 in the unit of a service',
      cause,
    },
  );

/** EMFILE: this process has no descriptor left; ENFILE: the machine has none. */
const NO_DESCRIPTOR: readonly string[] = ['EMFILE', 'ENFILE'];

/**
 * The errno name of a failed system call (`ENOSPC`); null when the error is not one.
 * @throws descriptors for EMFILE and ENFILE: they prove nothing about the file, so no caller may take them for its absence
 */
export const errnoOf = (error: unknown): string | null => {
  const errno = plainErrnoOf(error);
  if (errno !== null && NO_DESCRIPTOR.includes(errno)) throw tooFewDescriptors(errno, error);
  return errno;
};

/** Also for EMFILE and ENFILE: only for a caller that must continue after any error. */
export const plainErrnoOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code)
    ? error.code
    : null;

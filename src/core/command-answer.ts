// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How an external command ended, for a provider. Only `ok` means that its output is an answer. */

/**
 * Output decoded as UTF-8, with U+FFFD for invalid bytes; otherwise unchanged: escapes, CR and NUL are still in
 * it. `durationSeconds` is from its start to its end, without the time that it waited for its turn.
 */
export type CommandOutput = {
  readonly stdout: string;
  readonly stderr: string;
  readonly durationSeconds: number;
};

/** The end of one command that the policy allows. `detail` is a whole phrase; foreign names in it are not escaped. */
export type CommandOutcome =
  /** The command exited with status 0. */
  | ({ readonly kind: 'ok' } & CommandOutput)
  /** The command exited with another status. */
  | ({ readonly kind: 'failed'; readonly status: number } & CommandOutput)
  /** A signal ended it: from another process, or its own (SIGSEGV). */
  | ({ readonly kind: 'signalled'; readonly signal: string } & CommandOutput)
  /** Its timeout or the deadline passed. The output is what it had written until then. */
  | ({ readonly kind: 'timed_out' } & CommandOutput)
  /** It wrote more than the limit and was killed. The output is cut at the limit, between two characters. */
  | ({ readonly kind: 'truncated'; readonly stream: 'stdout' | 'stderr'; readonly limitBytes: number } & CommandOutput)
  /** Not started: no such program, not executable, no interpreter, or no free process. */
  | { readonly kind: 'missing'; readonly detail: string }
  /** Not started: as root, another user could replace the program. */
  | { readonly kind: 'untrusted'; readonly detail: string };

/** How a requested command ended. `nearest` is the rule that came closest and where it failed. */
export type CommandAnswer =
  | CommandOutcome
  /** Not started: denied by the policy, no audit entry could be written, or the command would query another machine. */
  | {
      readonly kind: 'denied';
      readonly by: 'policy' | 'audit' | 'root';
      readonly detail: string;
      readonly nearest: string | null;
    };

/** The detail of a program, or of a directory above it, that does not exist. */
export const missingProgramDetail = (path: string): string => `${path} not found`;

/** True when a detail means that the program does not exist, also in recordings of older versions. */
export const isMissingProgram = (detail: string, path: string): boolean =>
  detail === missingProgramDetail(path) || detail === `${path} is not there`;

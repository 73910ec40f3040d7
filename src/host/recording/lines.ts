// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The lines of files.ndjson and commands.ndjson: one answer of the machine each, and back. */

import { posix } from 'node:path';
import * as z from 'zod/mini';
import type { CommandAnswer } from '../../core/command-answer.js';
import {
  detailOf,
  type ErrnoAnswer,
  type FileAnswer,
  type LinkAnswer,
  type ListAnswer,
} from '../../core/file-answer.js';

/** The recorded answer of a file or a directory. */
export type ContentAnswer = FileAnswer | ListAnswer;

/** PATH_MAX of Linux: no kernel takes or gives a longer path. */
const LONGEST_PATH = 4096;

/** An absolute path without `.`, `..` or empty parts: it can lead nowhere else. */
const PATH = z.string().check(
  z.maxLength(LONGEST_PATH),
  z.refine((path) => path === '/' || posix.resolve('/', path) === path),
);

/** The errno name that the kernel gave, or the words of who found no name for it (`Unknown error 524`). */
const REASON = z.string().check(z.regex(/^[\x20-\x7e]{1,80}$/));

/** A line of files.ndjson. */
export const FILE_LINE = z.union([
  z.strictObject({ path: PATH, text: z.string() }),
  z.strictObject({ path: PATH, link: z.string().check(z.maxLength(LONGEST_PATH)) }),
  // Why there is no link to follow, where the answer of the file does not show it.
  z.strictObject({ path: PATH, error: REASON, of: z.optional(z.literal('link')) }),
  // A setting that could not be written or restored; a successful one has no line.
  z.strictObject({ path: PATH, error: REASON, of: z.enum(['write', 'restore']), written: z.string() }),
  z.strictObject({ path: PATH, entries: z.array(z.string()) }),
  z.strictObject({ path: PATH, timeout: z.strictObject({ hung_path: z.nullable(z.string()), seconds: z.number() }) }),
]);

export type FileLine = z.infer<typeof FILE_LINE>;

const ARGV = z.array(z.string()).check(z.minLength(1));
/** `name` is absent in older recordings. */
const COMMAND = { argv: ARGV, name: z.optional(z.string()) };
const OUTPUT = { stdout: z.string(), stderr: z.string(), seconds: z.optional(z.number()) };

/** A line of commands.ndjson. `status` and `signal` are both null where fabric ended it: then `cut` has the reason. */
export const COMMAND_LINE = z.union([
  z
    .strictObject({ ...COMMAND, status: z.nullable(z.int()), signal: z.nullable(z.string()), ...OUTPUT })
    .check(z.refine((line) => (line.status === null) !== (line.signal === null))),
  z.strictObject({ ...COMMAND, status: z.null(), signal: z.null(), cut: z.literal('time'), ...OUTPUT }),
  z.strictObject({
    ...COMMAND,
    status: z.null(),
    signal: z.null(),
    cut: z.enum(['stdout', 'stderr']),
    limit_bytes: z.int(),
    ...OUTPUT,
  }),
  z.strictObject({ ...COMMAND, not_run: z.enum(['missing', 'untrusted']), detail: z.string() }),
  z.strictObject({
    ...COMMAND,
    not_run: z.literal('denied'),
    /** The part that denied it; absent in older recordings, where it was the policy. */
    by: z.optional(z.enum(['policy', 'audit', 'root'])),
    detail: z.string(),
    nearest: z.nullable(z.string()),
  }),
]);

export type CommandLine = z.infer<typeof COMMAND_LINE>;

/** The line that keeps an answer. */
export const fileLineOf = (path: string, answer: ContentAnswer | LinkAnswer): FileLine => {
  switch (answer.kind) {
    case 'text':
      return { path, text: answer.text };
    case 'link':
      return { path, link: answer.target };
    case 'error':
      return { path, error: detailOf(answer) };
    case 'entries':
      return { path, entries: [...answer.entries] };
    case 'timeout':
      return { path, timeout: { hung_path: answer.hungPath, seconds: answer.seconds } };
  }
};

/** The line that keeps that a setting could not be written. */
export const writeLineOf = (of: 'write' | 'restore', path: string, written: string, errno: string): FileLine => ({
  path,
  error: errno,
  of,
  written,
});

/** A recorded text that is not an errno name is the reason of a refusal, or the words of a library (`Unknown error 524`). */
const errorOf = (recorded: string): ErrnoAnswer =>
  /^E[A-Z0-9]+$/.test(recorded)
    ? { kind: 'error', errno: recorded }
    : { kind: 'error', errno: 'EIO', detail: recorded };

/** The recorded answer of a link; null for a line about a file. */
export const linkAnswerOf = (line: FileLine): LinkAnswer | null => {
  if ('link' in line) return { kind: 'link', target: line.link };
  return 'error' in line && line.of === 'link' ? errorOf(line.error) : null;
};

/** The answer that a line keeps of a file or a directory; null when it is about a link. */
export const contentAnswerOf = (line: FileLine): ContentAnswer | null => {
  if ('text' in line) return { kind: 'text', text: line.text };
  if ('entries' in line) return { kind: 'entries', entries: line.entries };
  if ('timeout' in line) return { kind: 'timeout', hungPath: line.timeout.hung_path, seconds: line.timeout.seconds };
  return 'error' in line && line.of === undefined ? errorOf(line.error) : null;
};

/** The line that keeps the end of a command. */
export const commandLineOf = (name: string, argv: readonly string[], answer: CommandAnswer): CommandLine => {
  const command = { argv: [...argv], name };
  switch (answer.kind) {
    case 'missing':
    case 'untrusted':
      return { ...command, not_run: answer.kind, detail: answer.detail };
    case 'denied':
      return { ...command, not_run: 'denied', by: answer.by, detail: answer.detail, nearest: answer.nearest };
  }
  const { stdout, stderr, durationSeconds: seconds } = answer;
  const output = { stdout, stderr, seconds };
  switch (answer.kind) {
    case 'ok':
      return { ...command, status: 0, signal: null, ...output };
    case 'failed':
      return { ...command, status: answer.status, signal: null, ...output };
    case 'signalled':
      return { ...command, status: null, signal: answer.signal, ...output };
    case 'timed_out':
      return { ...command, status: null, signal: null, cut: 'time', ...output };
    case 'truncated':
      return {
        ...command,
        status: null,
        signal: null,
        cut: answer.stream,
        limit_bytes: answer.limitBytes,
        ...output,
      };
  }
};

/** The end of a command that a line keeps. */
export const commandAnswerOf = (line: CommandLine): CommandAnswer => {
  if ('not_run' in line) {
    if (line.not_run === 'denied') {
      return { kind: 'denied', by: line.by ?? 'policy', detail: line.detail, nearest: line.nearest };
    }
    return { kind: line.not_run, detail: line.detail };
  }
  const output = { stdout: line.stdout, stderr: line.stderr, durationSeconds: line.seconds ?? 0 };
  if ('limit_bytes' in line) {
    return { kind: 'truncated', stream: line.cut, limitBytes: line.limit_bytes, ...output };
  }
  if ('cut' in line) return { kind: 'timed_out', ...output };
  if (line.signal !== null) return { kind: 'signalled', signal: line.signal, ...output };
  return line.status === 0 ? { kind: 'ok', ...output } : { kind: 'failed', status: line.status ?? 0, ...output };
};

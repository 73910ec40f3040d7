// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The lines of files.ndjson and commands.ndjson: one answer of the machine each, and back. */
import { posix } from 'node:path';
import * as z from 'zod/mini';
import type { CommandAnswer } from '../../core/command-answer.js';
import type { FileAnswer, LinkAnswer, ListAnswer } from '../../core/host.js';

/** One answer that a recorded path gave. */
export type RecordedAnswer = FileAnswer | LinkAnswer | ListAnswer;

/** An absolute path without `.`, `..` or empty parts: it can lead nowhere else. */
const PATH = z.string().check(z.refine((path) => path === '/' || posix.resolve('/', path) === path));

/** The errno name that the kernel gave, or the words of who found no name for it (`Unknown error 524`). */
const REASON = z.string().check(z.regex(/^[\x20-\x7e]{1,80}$/));

/** A line of files.ndjson. */
export const FILE_LINE = z.union([
  z.strictObject({ path: PATH, text: z.string() }),
  z.strictObject({ path: PATH, link: z.string() }),
  z.strictObject({ path: PATH, error: REASON }),
  z.strictObject({ path: PATH, entries: z.array(z.string()) }),
  z.strictObject({ path: PATH, timeout: z.strictObject({ hung_path: z.nullable(z.string()), seconds: z.number() }) }),
]);

export type FileLine = z.infer<typeof FILE_LINE>;

const ARGV = z.array(z.string()).check(z.minLength(1));
const OUTPUT = { stdout: z.string(), stderr: z.string(), seconds: z.optional(z.number()) };

/** A line of commands.ndjson. `status` and `signal` are both null where fabric ended it: then `cut` says why. */
export const COMMAND_LINE = z.union([
  z
    .strictObject({ argv: ARGV, status: z.nullable(z.int()), signal: z.nullable(z.string()), ...OUTPUT })
    .check(z.refine((line) => (line.status === null) !== (line.signal === null))),
  z.strictObject({ argv: ARGV, status: z.null(), signal: z.null(), cut: z.literal('time'), ...OUTPUT }),
  z.strictObject({
    argv: ARGV,
    status: z.null(),
    signal: z.null(),
    cut: z.enum(['stdout', 'stderr']),
    limit_bytes: z.int(),
    ...OUTPUT,
  }),
  z.strictObject({ argv: ARGV, not_run: z.enum(['missing', 'untrusted']), detail: z.string() }),
  z.strictObject({ argv: ARGV, not_run: z.literal('denied'), detail: z.string(), nearest: z.nullable(z.string()) }),
]);

export type CommandLine = z.infer<typeof COMMAND_LINE>;

/** The answer that a line keeps. */
export const answerOf = (line: FileLine): RecordedAnswer => {
  if ('text' in line) return { kind: 'text', text: line.text };
  if ('link' in line) return { kind: 'link', target: line.link };
  if ('error' in line) return { kind: 'error', errno: line.error };
  if ('timeout' in line) return { kind: 'timeout', hungPath: line.timeout.hung_path, seconds: line.timeout.seconds };
  return { kind: 'entries', entries: line.entries };
};

/** The end of a command that a line keeps. */
export const commandAnswerOf = (line: CommandLine): CommandAnswer => {
  if ('not_run' in line) {
    if (line.not_run === 'denied') return { kind: 'denied', detail: line.detail, nearest: line.nearest };
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

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One child that reads files. It is what a read that never returns can be left behind in: a read inside Node 20 cannot be
 * abandoned, neither by process.exit, worker.terminate nor an AbortSignal (measured).
 */

import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errnoOf, FabricError } from '../../core/error.js';
import type { FileAnswer } from '../../core/file-answer.js';
import { errnoOfMessage, parseGrepOutput } from './grep-output.js';

/** The reader program: GNU grep, which every Linux has. Tests replace it by a misbehaving one. */
const READER = '/usr/bin/grep';

/** Maximum output of a child: an attribute is one page, and each line is preceded by the file's name. */
const OUTPUT_LIMIT = 1024 * 1024;
const OUTPUT_LIMIT_A_FILE = 16 * 1024;

/** Bytes of arguments for one child; the kernel's limit is a quarter of the stack's. */
const ARGUMENT_LIMIT = 512 * 1024;

/** A child at work on some files. */
export type ReaderProcess = {
  /** `finished`: it has answered for everything; `broken`: it ended before that or was abandoned. Rejects with tool_missing. */
  readonly ended: Promise<'finished' | 'broken'>;
  /** Waits until it has ended, or has printed nothing for so long. */
  readonly endedOrSilent: (milliseconds: number) => Promise<'finished' | 'broken' | 'silent'>;
  /** The answers so far; all of them once it has finished. */
  readonly answers: () => Map<string, FileAnswer>;
  /** Ends the child and its group without waiting for them: a reader stuck in the kernel will not die. */
  readonly abandon: () => void;
};

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The beginning of the files that fits the arguments of one child. */
export const fitArguments = <File extends { readonly file: string }>(todo: readonly File[]): readonly File[] => {
  let size = 0;
  let end = 0;
  for (const { file } of todo) {
    size += file.length + 9; // the byte that ends it and the pointer to it
    if (size > ARGUMENT_LIMIT && end > 0) break;
    end++;
  }
  return end === todo.length ? todo : todo.slice(0, end);
};

/**
 * Starts reading `files` (relative to `directory`). `unbuffered` shows each answer as it is read, at a price. The child
 * inherits `descriptors` as its own 3, 4, 5, …; the caller may close them afterwards.
 */
export const startReader = async (
  directory: string,
  files: readonly string[],
  options: { readonly unbuffered: boolean; readonly program?: string; readonly descriptors?: readonly number[] },
): Promise<ReaderProcess> => {
  const { spawn } = await import('node:child_process');
  const program = options.program ?? READER;
  const flags = ['-aHZ', ...(options.unbuffered ? ['--line-buffered'] : []), '--', ''];
  const child = spawn(program, [...flags, ...files], {
    cwd: directory,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.descriptors ?? [])],
    detached: true, // its own process group: abandon() ends all of it, a terminal's Ctrl-C none
  }) as Child;
  // Without a child there is an error to come, and after EMFILE there are no streams either.
  if (child.pid === undefined)
    throw await new Promise((resolve) => child.once('error', (e) => resolve(notRead(program, e))));
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const stderr = (): string => Buffer.concat(err).toString('utf8');
  let size = 0;
  let lastHeard = performance.now();
  let giveUp = (): void => {};

  const ended = new Promise<'finished' | 'broken'>((resolve, reject) => {
    giveUp = () => resolve('broken');
    child.on('error', (cause) => reject(notRead(program, cause)));
    child.on('close', (status) => {
      const failure = errnoOfMessage(stderr());
      if (failure !== null && out.length === 0 && status !== 0) reject(noReader(program, failure));
      // 0: lines were read, 1: none, 2: some file could not be. Anything else: it died before the end.
      else resolve(failure === null && status !== null && status <= 2 ? 'finished' : 'broken');
    });
  });
  ended.catch(() => {}); // whoever awaits it gets the error; until then it is not an unhandled one

  const abandon = (): void => {
    giveUp();
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Already gone: nothing is left to end.
    }
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
  };
  const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
    lastHeard = performance.now();
    size += chunk.length;
    if (size > OUTPUT_LIMIT + files.length * OUTPUT_LIMIT_A_FILE) abandon();
    else chunks.push(chunk);
  };
  child.stdout.on('data', keep(out));
  child.stderr.on('data', keep(err));

  const endedOrSilent = async (milliseconds: number): Promise<'finished' | 'broken' | 'silent'> => {
    const started = performance.now();
    for (;;) {
      const left = Math.max(started, lastHeard) + milliseconds - performance.now();
      if (left <= 0) return 'silent';
      const outcome = await withTimeout(ended, left);
      if (outcome !== null) return outcome;
    }
  };
  const answers = (): Map<string, FileAnswer> => parseGrepOutput(Buffer.concat(out).toString('utf8'), stderr());
  return { ended, endedOrSilent, answers, abandon };
};

/** Why there is no reader. EMFILE is no word about the program. */
const notRead = (program: string, cause: Error): unknown => {
  try {
    errnoOf(cause);
  } catch (known) {
    return known;
  }
  return noReader(program, cause.message, cause);
};

const noReader = (program: string, why: string, cause?: unknown): FabricError =>
  new FabricError('tool_missing', `${program} is needed to read files safely: ${why}`, {
    fix: 'install GNU grep (Debian: apt install grep)',
    cause,
  });

/** The value of the promise within that time, or else null. Leaves no timer behind. */
export const withTimeout = async <T>(promise: Promise<T>, milliseconds: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};

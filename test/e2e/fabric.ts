// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The built program as a real process: what it wrote, how it ended, how long it took. */

import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** The checkout, or wherever these tests lie. */
export const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What users start. */
const program = join(packageRoot, 'bin', 'run.cjs');

if (!existsSync(join(packageRoot, 'dist', 'main.cjs'))) throw new Error('the program is not built: npm run build');

/** How a process ended. `seconds` run until both of its streams were closed by everyone who held them. */
export type Run = {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly seconds: number;
};

/** What differs from a quiet run. */
export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What it writes here instead of into a pipe; it is not in the Run then. */
  readonly stdout?: number;
  /** When it is ended, for a test that knows it would hang for longer. */
  readonly limitSeconds?: number;
};

/** A process that runs. */
export type Started = {
  readonly child: Pick<ChildProcess, 'pid' | 'kill' | 'stdout' | 'stderr'>;
  readonly ended: Promise<Run>;
};

/**
 * The same for every test: nothing about the shell that the tests were started from. HOME does not exist; a program that
 * creates it leaves something behind in the run's TMPDIR, and the run fails.
 */
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  HOME: join(tmpdir(), 'home'),
  LC_ALL: 'C.UTF-8',
};

/** No process of a test lives longer; one that was ended for it has the signal SIGKILL. */
const LIMIT_SECONDS = 20;

/** Starts a command line. */
export const start = ([file = '', ...argv]: readonly string[], options: RunOptions = {}): Started => {
  const started = performance.now();
  const child = execa(file, argv, {
    env: { ...ENVIRONMENT, ...options.env },
    extendEnv: false,
    cwd: options.cwd ?? '/',
    stdin: 'ignore',
    stdout: (options.stdout ?? 'pipe') as 'pipe', // execa's types end at descriptor 9
    detached: true, // a group of its own, so that a test can end all of a shell's line
    encoding: 'buffer', // as text, execa drops a byte order mark
    stripFinalNewline: false,
    forceKillAfterDelay: false, // a test that sends SIGTERM means SIGTERM alone
    reject: false,
  });
  const limit = setTimeout(
    () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    },
    (options.limitSeconds ?? LIMIT_SECONDS) * 1000,
  );
  const ended = child.then((result): Run => {
    clearTimeout(limit);
    if (result.code !== undefined) throw result; // it did not start
    const seconds = (performance.now() - started) / 1000;
    const { exitCode: status = null, signal = null } = result;
    return { stdout: textOf(result.stdout), stderr: textOf(result.stderr), status, signal, seconds };
  });
  return { child, ended };
};

/** Undefined is a stream that went elsewhere. */
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

/** Runs a command line to its end. */
export const run = (command: readonly string[], options: RunOptions = {}): Promise<Run> =>
  start(command, options).ended;

/** `fabric ARGV` as a command line of this Node. */
export const fabricCommand = (argv: readonly string[]): readonly string[] => [process.execPath, program, ...argv];

/** Runs `fabric ARGV`. */
export const fabric = (argv: readonly string[], options: RunOptions = {}): Promise<Run> =>
  run(fabricCommand(argv), options);

/** Runs `fabric ARGV` from a line of sh in which it stands as `"$@"`: `"$@" | head -1`. */
export const fabricInShell = (line: string, argv: readonly string[], options: RunOptions = {}): Promise<Run> =>
  run(['/bin/sh', '-c', line, 'sh', ...fabricCommand(argv)], options);

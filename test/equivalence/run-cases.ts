// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs cases as real processes, a few at a time, and collects their outcomes. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Side } from './builds.js';
import type { Case } from './cases.js';
import { normalize, normalizeFiles } from './normalize.js';

/** The visible outcome of a run. `status` is the exit status or the name of a signal. */
export type Outcome = {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  readonly files: Readonly<Record<string, string>>;
};

/** Time limit of a case; a longer one has the status SIGKILL. */
const LIMIT_MS = 60_000;

const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
};

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Returns the command line of a case; for a terminal it uses script(1), which does not set the width. */
const commandOf = (command: readonly string[], columns: number | null): readonly string[] =>
  columns === null
    ? command
    : ['script', '-qec', `stty cols ${columns}; exec ${command.map(quote).join(' ')}`, '/dev/null'];

const readFiles = (directory: string): Readonly<Record<string, string>> => {
  if (!existsSync(directory)) return {};
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [relative(directory, path), readFileSync(path, 'utf8')]));
};

/** Runs one case. `index` selects the directory that the case may write to. */
export const runCase = async (side: Side, { argv, columns }: Case, index: number): Promise<Outcome> => {
  const out = `out/${index}`;
  const directory = join(side.home, out);
  const writes = argv.some((word) => word.includes('{out}'));
  if (writes) mkdirSync(directory, { recursive: true });
  const words = argv.map((word) => word.replaceAll('{out}', out));
  const [file = '', ...rest] = commandOf([process.execPath, side.program, ...words], columns);
  const ended = await runToEnd(file, rest, side.home);
  const context = {
    home: side.home,
    isReplay: argv.includes('--replay') && !argv.includes('--root'),
    isTerminal: columns !== null,
  };
  const files = writes ? readFiles(directory) : {};
  if (writes) rmSync(directory, { recursive: true, force: true });
  const clean = (text: string): string => normalize(text, context).replaceAll(out, '{out}');
  return {
    stdout: clean(ended.stdout),
    stderr: clean(ended.stderr),
    status: ended.status,
    files: normalizeFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, clean(text)]))),
  };
};

type Ended = { readonly stdout: string; readonly stderr: string; readonly status: string };

const runToEnd = (file: string, argv: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, argv, { cwd, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const limit = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, LIMIT_MS);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(limit);
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
      resolve({ stdout: text(stdout), stderr: text(stderr), status: signal ?? String(status) });
    });
  });

/** Runs `count` jobs, at most `width` at once, and returns their results in order. */
export const runAll = async <T>(count: number, width: number, job: (index: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await job(index);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
};

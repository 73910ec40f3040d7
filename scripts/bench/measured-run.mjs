// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a command costs: its CPU and wall time, and in a run of its own the most memory that it held. */

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { execaSync } from 'execa';

/** No command of the bench takes longer, unless it hangs. */
const LIMIT_MS = 60_000;

const TIMED = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >"$BENCH_STDOUT" 2>/dev/null';

/**
 * Runs a command to its end. CPU is the kernel's account of the process and of every descendant that was waited for, as
 * the shell's `time` shows it: fabric waits for each reader that answers, a process group of its own or not. Only a
 * reader that hangs and is left behind would be missing.
 */
export const timeCommand = (command, { env, stdout = '/dev/null' }) => {
  const run = execaSync('bash', ['--norc', '-c', TIMED, 'bash', ...command], {
    env: { ...env, BENCH_STDOUT: stdout },
    extendEnv: false,
    stdin: 'ignore',
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    reject: false,
  });
  if (run.exitCode === undefined) throw run; // bash did not start, or the command hangs
  const [wall, user, system] = run.stderr.trim().split(' ').map(Number);
  return { status: run.exitCode, cpu_seconds: user + system, wall_seconds: wall };
};

/** VmHWM of a process: the most that was resident since its exec. Null once it has ended. */
export const peakBytesOf = (pid) => {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
};

/**
 * Runs a command, looking at it and its children without a pause until it ends. `program_bytes` is the peak of the
 * process itself, `reader_bytes` the largest peak of a child; they share libraries, so the sum is an upper bound. Not to
 * be timed: looking costs a core.
 */
export const peakMemoryOf = (command, { env }) => {
  const sink = openSync('/dev/null', 'w');
  // Not execa: what it does around a child waits for the event loop.
  const child = spawn(command[0], command.slice(1), { env, stdio: ['ignore', sink, sink] });
  closeSync(sink);
  // The last look at a process counts: before its exec it has the memory of its parent.
  let program = 0;
  const children = new Map();
  const end = performance.now() + LIMIT_MS;
  // The event loop is not turned: until then the process stays a zombie, which has no memory and says so.
  for (let own = peakBytesOf(child.pid); own !== null && performance.now() < end; own = peakBytesOf(child.pid)) {
    program = own;
    for (const pid of textOf(`/proc/${child.pid}/task/${child.pid}/children`).split(' ').filter(Boolean)) {
      const peak = peakBytesOf(pid);
      if (peak !== null) children.set(pid, peak);
    }
  }
  child.kill('SIGKILL');
  return { program_bytes: program, reader_bytes: Math.max(0, ...children.values()) };
};

const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs one external command and bounds its time, its output and its children.
 *
 * execa starts the child and reports a start that failed. The limits are ours: execa's `timeout` and `maxBuffer` end one
 * process, not its group, and execa's result waits for every process that holds the pipe. See docs/decisions/007.
 */

import type { CommandOutcome, CommandOutput } from '../../core/command-answer.js';
import { CapturedOutput } from './captured-output.js';
import { checkSpareDescriptors } from './check-spare.js';
import { commandEnvironment } from './environment.js';
import { notStartedOutcome } from './not-started.js';

/** Limits of a command. */
export type CommandLimits = {
  /** From its start; then its group gets SIGTERM. Nothing is started for 0. */
  readonly timeoutSeconds: number;
  /** From SIGTERM to SIGKILL. */
  readonly graceSeconds: number;
  readonly stdoutLimitBytes: number;
  readonly stderrLimitBytes: number;
  /** Ends it early, with a grace of half a second. It answers at once and ends in the background. */
  readonly signal: AbortSignal | null;
};

type Execa = typeof import('execa').execa;
type Child = ReturnType<typeof startPrivately>;

/** Exit of a process. */
type End = { readonly status: number | null; readonly signal: NodeJS.Signals | null };

/** Why a command is ended that has not ended by itself. */
type Stop = { readonly kind: 'timed_out' } | { readonly kind: 'truncated'; readonly stream: 'stdout' | 'stderr' };

/** After SIGKILL a process is gone within this time, or it is stuck in the kernel and left behind. */
const ABANDON_AFTER_SECONDS = 0.5;

/** From SIGTERM to SIGKILL when the caller's own time is over: it waits for nothing but this to end. */
const ABORT_GRACE_SECONDS = 0.5;

/** A timer of Node holds no longer time than about this one; a longer one would be over at once. */
const LONGEST_SECONDS = 2_000_000;

/**
 * Turns of the event loop, each of which reads what is in the pipes. After so many without a byte there is nothing more of
 * a process that has ended; after so many in all, whatever comes is of another one. Not a time: the loop may be late.
 */
const QUIET_TURNS = 3;
const MOST_TURNS = 100;

/** Runs a program with these arguments. Never rejects for what it does. @throws descriptors when there is none for it */
export const runProcess = async (
  program: string,
  args: readonly string[],
  limits: CommandLimits,
): Promise<CommandOutcome> => {
  const { execa } = await import('execa');
  // Not `<= 0`: what is no number gives no time either.
  if (!(limits.timeoutSeconds > 0) || limits.signal?.aborted === true) {
    return { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 0 };
  }
  try {
    checkSpareDescriptors();
    const child = startPrivately(execa, program, args);
    const { pid } = child;
    // E2BIG gives a child without a pid and without an `error` event: only the promise holds the error.
    if (pid === undefined) throw (await child).cause;
    return await new Promise((resolve) => new CommandProcess(child, pid, limits, resolve).watch());
  } catch (error) {
    return notStartedOutcome(program, error);
  }
};

const startPrivately = (execa: Execa, program: string, args: readonly string[]) => {
  const umask = process.umask(0o077); // a child inherits the umask of the moment
  try {
    return execa(program, args, {
      cwd: '/',
      env: commandEnvironment(),
      extendEnv: false,
      stdin: 'ignore',
      detached: true, // its own group, to be ended as one, and its own session: no terminal to read from or write to
      buffer: false, // output is counted and kept here, in bytes
      cleanup: false, // a handler per child that would end only the child; the deadline and Ctrl-C end the group
      reject: false, // a status is an outcome, not an error
      verbose: 'none', // NODE_DEBUG=execa would print the command line on stderr
    });
  } finally {
    process.umask(umask);
  }
};

/** A child that runs. Answers once, and leaves nothing of the child's group. */
class CommandProcess {
  private readonly child: Child;
  private readonly group: number;
  private readonly limits: CommandLimits;
  private readonly answer: (outcome: CommandOutcome) => void;
  private readonly startedAt = performance.now();
  private readonly out: CapturedOutput;
  private readonly err: CapturedOutput;
  private readonly onAbort = (): void => {
    this.stop({ kind: 'timed_out' });
    if (this.isOver || this.stopped === null) return;
    this.killAfter(Math.min(this.limits.graceSeconds, ABORT_GRACE_SECONDS));
    this.answer(this.outcomeOfStop(this.stopped)); // what comes later is dropped
  };
  private timer: NodeJS.Timeout | undefined;
  private ended: End | null = null;
  private stopped: Stop | null = null;
  private bytesReceived = 0;
  private isOver = false;

  constructor(child: Child, group: number, limits: CommandLimits, answer: (outcome: CommandOutcome) => void) {
    this.child = child;
    this.group = group;
    this.limits = limits;
    this.answer = answer;
    this.out = new CapturedOutput(limits.stdoutLimitBytes);
    this.err = new CapturedOutput(limits.stderrLimitBytes);
  }

  watch(): void {
    const { child, limits } = this;
    // When the loop was late, its end may be waiting to be handled: one more turn.
    const timeOut = (): void => (this.ended === null ? this.stop({ kind: 'timed_out' }) : undefined);
    this.after(limits.timeoutSeconds, () => setImmediate(timeOut));
    limits.signal?.addEventListener('abort', this.onAbort);
    child.stdout.on('data', (chunk: Buffer) => this.onData('stdout', this.out, chunk));
    child.stderr.on('data', (chunk: Buffer) => this.onData('stderr', this.err, chunk));
    child.on('exit', (status, signal) => {
      this.ended = { status, signal };
      this.kill('SIGKILL'); // what it left behind; later the number of its group could be another's
      clearTimeout(this.timer);
      this.awaitLastBytes(0, 0, -1);
    });
    child.on('close', () => this.finish());
  }

  private onData(stream: 'stdout' | 'stderr', kept: CapturedOutput, chunk: Buffer): void {
    this.bytesReceived += chunk.length;
    if (kept.keep(chunk)) return;
    this.child[stream].destroy(); // who writes on gets EPIPE, and we are not busy with it
    this.stop({ kind: 'truncated', stream });
  }

  /** Asks the group to end, and makes it end. A tool of the adapter may hold a semaphore: it may let go of it first. */
  private stop(why: Stop): void {
    if (this.isOver || this.stopped !== null) return;
    this.stopped = why;
    if (this.ended === null) {
      this.kill('SIGTERM');
      this.killAfter(this.limits.graceSeconds);
    } else this.finish();
  }

  private killAfter(seconds: number): void {
    this.after(seconds, () => {
      this.kill('SIGKILL');
      this.after(ABANDON_AFTER_SECONDS, () => this.finish());
    });
  }

  /**
   * The command has ended, and all that it wrote is in the pipes. When nothing more comes and they are still open, then a
   * process that has left its group holds them: that one is not waited for.
   */
  private awaitLastBytes(turns: number, quietTurns: number, bytesBefore: number): void {
    if (this.isOver) return;
    const bytes = this.bytesReceived;
    if (quietTurns >= QUIET_TURNS || turns >= MOST_TURNS) this.finish();
    else setImmediate(() => this.awaitLastBytes(turns + 1, bytes === bytesBefore ? quietTurns + 1 : 0, bytes));
  }

  /** Lets go of the child, whether it has ended or is stuck in the kernel, and answers. */
  private finish(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.limits.signal?.removeEventListener('abort', this.onAbort);
    this.child.stdout.destroy();
    this.child.stderr.destroy();
    this.child.unref();
    if (this.stopped !== null) this.answer(this.outcomeOfStop(this.stopped));
    else if (this.ended !== null) this.answer(this.outcomeOfEnd(this.ended));
  }

  private outcomeOfEnd({ status, signal }: End): CommandOutcome {
    if (signal !== null) return { kind: 'signalled', signal, ...this.output() };
    return status === 0 ? { kind: 'ok', ...this.output() } : { kind: 'failed', status: status ?? -1, ...this.output() };
  }

  private outcomeOfStop(why: Stop): CommandOutcome {
    if (why.kind === 'timed_out') return { ...why, ...this.output() };
    const { stdoutLimitBytes, stderrLimitBytes } = this.limits;
    const limitBytes = why.stream === 'stdout' ? stdoutLimitBytes : stderrLimitBytes;
    return { ...why, limitBytes, ...this.output() };
  }

  private output(): CommandOutput {
    const durationSeconds = (performance.now() - this.startedAt) / 1000;
    return { stdout: this.out.text(), stderr: this.err.text(), durationSeconds };
  }

  private kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    try {
      process.kill(-this.group, signal);
    } catch {
      // ESRCH: nothing is left of the group. EPERM: what is left has become another user's.
    }
  }

  /** One timer at a time: each step replaces the previous one. */
  private after(seconds: number, step: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(step, Math.min(seconds, LONGEST_SECONDS) * 1000);
  }
}

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the machine itself, or one whose files are below `--root DIR`: a mounted image, a container's /host, a test's tree. */

import { readdirSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { CommandAnswer } from '../core/command-answer.js';
import { errnoOf, FabricError } from '../core/error.js';
import type { ErrnoAnswer, LinkAnswer, ListAnswer } from '../core/file-answer.js';
import type { Host } from '../core/host.js';
import { argvOf, OUTPUT_LIMIT_BYTES } from '../core/invocation.js';
import type { CounterSession } from '../core/programming.js';
import type { PolicyEnforcer } from './command/enforcer.js';
import { failingAsOne } from './descriptor-limit.js';
import { BatchReader } from './files/batch-reader.js';
import type { RootFiles } from './inside-root/open-root.js';
import type { Programmable } from './programming/programmer.js';

/** Options of a live machine. */
export type LiveOptions = {
  /** The directory inside of which every path is resolved; null is the machine itself. */
  readonly inside: RootFiles | null;
  readonly deadlineSeconds: number;
  readonly onProgress?: (doneDevices: number, allDevices: number) => void;
  /** Loads the enforcer for the first command; a run without commands loads no policy. */
  readonly openEnforcer: () => Promise<PolicyEnforcer>;
  /** Counters that the provider may program; null when it only reads. */
  readonly programmable: Programmable | null;
  /** Prints a message at once. */
  readonly announce: (text: string) => void;
  /** The program that reads files; a test passes one that ignores signals. */
  readonly reader?: string;
};

/** Opens a live machine; its deadline starts now. */
export const openLive = (options: LiveOptions): Host => {
  const { inside } = options;
  let started = performance.now();
  let wake = (): void => {};
  let isClosed = false;
  const open = new Set<BatchReader>();
  const millisecondsLeft = (): number =>
    started + options.deadlineSeconds * 1000 * COLLECTING_SHARE - performance.now();
  const commands = commandRunner(options, millisecondsLeft);
  return failingAsOne({
    name: inside === null ? hostname() : inside.hostname,
    clock: { now: () => new Date(), seconds: () => performance.now() / 1000 },
    readdir: (path) =>
      attempt((): ListAnswer => ({ kind: 'entries', entries: inside?.list(path) ?? readdirSync(path) })),
    readlink: (path) => attempt((): LinkAnswer => ({ kind: 'link', target: inside?.link(path) ?? readlinkSync(path) })),
    readFiles: async (groups, share = 1) => {
      const reading = new BatchReader(groups, {
        ...(inside === null ? {} : { openBatch: inside.openBatch }),
        deadline: performance.now() + millisecondsLeft() * share,
        seconds: share === 1 ? options.deadlineSeconds : Number((options.deadlineSeconds * share).toPrecision(2)),
        ...(options.reader === undefined ? {} : { program: options.reader }),
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      });
      open.add(reading);
      await reading.run();
      open.delete(reading);
      inside?.forget();
      return reading.answers;
    },
    run: commands.run,
    claimCounters: commands.claimCounters,
    announce: options.announce,
    warnings: commands.warnings,
    secondsLeft: () => Math.max(0, millisecondsLeft() / 1000),
    sleep: async (seconds, deadline) => {
      if (isClosed) return true; // a caller that waits again must end
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (deadline !== 'same') started = performance.now();
      return true;
    },
    close: () => {
      isClosed = true;
      wake();
      commands.close();
      for (const reading of open) reading.close();
    },
  });
};

const NOT_BELOW_ROOT: CommandAnswer = {
  kind: 'denied',
  by: 'root',
  detail: 'commands would query this machine instead of the one below --root',
  nearest: null,
};

const OF_THIS_MACHINE = 'it would program this machine instead of the one below --root';

/** Runs commands through the enforcer, which is loaded for the first one. Commands that run or wait at the deadline are ended. */
const commandRunner = (
  { inside, openEnforcer, programmable }: LiveOptions,
  millisecondsLeft: () => number,
): Pick<Host, 'run' | 'claimCounters' | 'warnings' | 'close'> => {
  const stop = new AbortController();
  const warnings: string[] = [];
  let opening: Promise<PolicyEnforcer> | null = null;
  let enforcer: PolicyEnforcer | null = null;
  let programming: CounterSession | null = null;
  const loadEnforcer = async (): Promise<PolicyEnforcer> => {
    opening ??= openEnforcer();
    enforcer = await opening;
    return enforcer;
  };
  return {
    claimCounters: async () => {
      if (inside !== null) return { kind: 'denied', by: 'root', detail: OF_THIS_MACHINE };
      if (programmable === null) throw new FabricError('bug', 'no programmable paths declared');
      const [opened, { claimCounters }] = await Promise.all([loadEnforcer(), import('./programming/programmer.js')]);
      const warn = (text: string): void => void warnings.push(text);
      const answer = await claimCounters({ ...programmable, enforcer: opened, millisecondsLeft, warn });
      if (answer.kind !== 'allowed') return answer;
      programming = answer.programming;
      if (stop.signal.aborted) programming.restore(); // closed while the enforcer was loaded
      return answer;
    },
    run: async (invocation, values, device) => {
      if (inside !== null) return NOT_BELOW_ROOT;
      // Changes of a tool are restored like those of fabric: its provider must have claimed the counters.
      if (invocation.effect === 'program' && programming === null) {
        throw new FabricError('bug', `${invocation.path} programs counters, but nothing it changes is saved`);
      }
      const enforcer = await loadEnforcer();
      const left = Math.max(0, Math.floor(millisecondsLeft()));
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(left)]);
      const timeoutSeconds = left === 0 ? 0 : invocation.timeoutSeconds;
      const { name, outputLimitBytes = OUTPUT_LIMIT_BYTES } = invocation;
      return enforcer.run(argvOf(invocation, values), { name, timeoutSeconds, outputLimitBytes, device, signal });
    },
    warnings: () => [...(enforcer?.warnings() ?? []), ...warnings],
    close: () => {
      stop.abort();
      programming?.restore();
    },
  };
};

/** Share of the deadline for reading and running; the rest is for rendering. */
const COLLECTING_SHARE = 0.97;

// Directories and links of sysfs come from the kernel's memory and cannot hang as its attributes can; read synchronously
// they cost a tenth of what a thread would.
const attempt = <A>(read: () => A): A | ErrnoAnswer => {
  try {
    return read();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return { kind: 'error', errno };
  }
};

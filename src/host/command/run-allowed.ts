// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The only way to an external command: a decision of the policy goes in, and the outcome comes out. */

import type { CommandOutcome } from '../../core/command-answer.js';
import { FabricError } from '../../core/error.js';
import { OUTPUT_LIMIT_BYTES } from '../../core/invocation.js';
import type { Allowed } from '../../policy/policy.js';
import { checkTrustedPath } from '../trust/trusted-path.js';
import { runProcess } from './command-process.js';
import { closeInheritedDescriptors } from './inherited-descriptors.js';
import { Schedule } from './schedule.js';

/** Limits of a command. */
export type CommandOptions = {
  /** From its start, which is when its turn has come. For 0 or less nothing is started, and it has timed out. */
  readonly timeoutSeconds: number;
  /** Device for at most one command at a time: an adapter's domain:bus:device; null for none. */
  readonly device: string | null;
  /** Default: 4 MiB. */
  readonly stdoutLimitBytes?: number;
  /** Default: 64 KiB. */
  readonly stderrLimitBytes?: number;
  /** From SIGTERM to SIGKILL when its time is over: 2 s, unless the deadline leaves less. */
  readonly graceSeconds?: number;
  /**
   * Ends it, or its waiting, before its time: it answers `timed_out` at once. For a deadline and for Ctrl-C. One that
   * ignores SIGTERM keeps this process for half a second more.
   */
  readonly signal?: AbortSignal;
};

const AT_ONCE = 4;
const STDERR_LIMIT_BYTES = 64 * 1024;
const GRACE_SECONDS = 2;

/** One per process, so that the limit holds for all callers together. */
const schedule = new Schedule(AT_ONCE);

/**
 * Runs an allowed command when its turn comes: the path of the rule with the arguments of the decision, and nothing else
 * of the caller. Once started it answers within `timeoutSeconds` + `graceSeconds` + 0.5 s, whatever it does.
 * @throws bug for what is no decision that allows
 */
export const runAllowed = async (allowed: Allowed, options: CommandOptions): Promise<CommandOutcome> => {
  const isDecision = allowed.verdict === 'allow' && allowed.path.startsWith('/') && allowed.argv[0] === allowed.path;
  if (!isDecision) throw new FabricError('bug', 'command started without a matching rule');
  const program = allowed.path;
  const args = allowed.argv.slice(1); // as decided, even if the list changes while they wait
  return await schedule.run(options.device, async () => {
    // As late as possible: only root can change the result, and the command starts right after it.
    const trust = checkTrustedPath(program, { mustBeExecutable: true });
    if (!trust.trusted) return { kind: trust.isMissing ? 'missing' : 'untrusted', detail: trust.reason };
    const leak = closeInheritedDescriptors();
    if (leak !== null) return { kind: 'untrusted', detail: leak };
    return await runProcess(program, args, {
      timeoutSeconds: options.timeoutSeconds,
      graceSeconds: options.graceSeconds ?? GRACE_SECONDS,
      stdoutLimitBytes: options.stdoutLimitBytes ?? OUTPUT_LIMIT_BYTES,
      stderrLimitBytes: options.stderrLimitBytes ?? STDERR_LIMIT_BYTES,
      signal: options.signal ?? null,
    });
  });
};

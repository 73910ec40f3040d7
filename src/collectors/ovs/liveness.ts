// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whether ovs-vswitchd answers: the database keeps what it wrote last, without its age. Pure. */

import type { CommandAnswer } from '../../core/command-answer.js';
import type { Reason } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { TIMEOUT_SECONDS } from './commands.js';

/** Whether it is alive, and if not known to be, the reason for every value that only the daemon has. */
export type Liveness = {
  /** Null where that is not known. */
  readonly alive: boolean | null;
  readonly reason: Reason | null;
};

const OLD = 'ovs-vswitchd does not answer; states and statistics are stale';
const UNKNOWN = 'ovs-vswitchd cannot be queried; states and statistics may be stale';

// `cannot read pidfile "…" (No such process)`, `cannot connect to "…" (Connection refused)`
const GONE =
  /^ovs-appctl: cannot (?:read pidfile|connect to) .*\((?:No such process|No such file or directory|Connection refused)\)$/m;

/** The unit has this name on every distribution. */
const FIX = 'systemctl status ovs-vswitchd';

/** True when the daemon did not answer within its own timeout. With a shorter deadline of the user it is unknown. */
const hadItsTime = (answer: CommandAnswer): boolean =>
  (answer.kind === 'signalled' && answer.signal === 'SIGALRM') ||
  (answer.kind === 'timed_out' && answer.durationSeconds >= TIMEOUT_SECONDS);

/** Reads how the question for its version ended. */
export const livenessOf = (version: ToolAnswer): Liveness => {
  const { answer } = version;
  const reason = reasonOfTool(version);
  if (reason === null && versionIn(version) !== null) return { alive: true, reason: null };
  if (reason === null) return { alive: null, reason: { code: 'parse', detail: 'ovs-appctl version' } };
  if (hadItsTime(answer)) return { alive: false, reason: { code: 'timeout', detail: OLD, fix: FIX } };
  if (answer.kind === 'failed' && GONE.test(answer.stderr))
    return { alive: false, reason: { code: 'unreadable', detail: OLD, fix: FIX } };
  const isClosed = reason.code === 'permission';
  return {
    alive: null,
    reason: {
      code: reason.code,
      detail: `${UNKNOWN} (${isClosed ? 'permission denied' : reason.detail})`,
      ...(isClosed ? { severity: 'warning', fix: 'sudo fabric ovs' } : {}),
    },
  };
};

/** `ovs-vswitchd (Open vSwitch) 2.17.8`; null for anything else. */
export const versionIn = ({ answer }: ToolAnswer): string | null =>
  answer.kind === 'ok' ? (/^ovs-vswitchd \([^)]*\) (\S+)/.exec(answer.stdout)?.[1] ?? null) : null;

/** Why the values of the daemon are missing: that it does not answer is a warning on the switch. */
export const noAnswerReason = ({ reason }: Liveness) =>
  ({ code: reason?.code ?? 'unreadable', detail: 'no answer from ovs-vswitchd', severity: 'note' }) as const;

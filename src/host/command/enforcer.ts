// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Policy enforcement: a command is decided, audited, and only then run. Everything that fabric runs on a
 * machine comes through here.
 */

import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../../core/command-answer.js';
import { decide } from '../../policy/decision/decide.js';
import { decideProgram } from '../../policy/decision/decide-program.js';
import type { Decision, Denied } from '../../policy/policy.js';
import type { AuditLog, AuditResult } from '../audit/audit-log.js';
import type { LoadedPolicy } from '../policy-file.js';
import { runAllowed } from './run-allowed.js';

/** Limits of a command, and its device: one command at a time on a device. */
export type CommandBounds = {
  /** Name of the declared command, for the audit. */
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly outputLimitBytes: number;
  readonly device: string | null;
  readonly signal: AbortSignal;
};

/** Whether a provider may program counters. `ended` audits the end; its reason is null for success. */
export type ProgramDecision =
  | { readonly kind: 'allowed'; readonly ended: (reason: string | null) => void }
  | { readonly kind: 'denied'; readonly by: 'policy' | 'audit'; readonly detail: string };

/** Enforces a policy. `warnings` are audit entries that could not be written. */
export type PolicyEnforcer = {
  readonly run: (argv: readonly string[], options: CommandBounds) => Promise<CommandAnswer>;
  readonly program: (provider: string) => ProgramDecision;
  readonly warnings: () => readonly string[];
};

/** Creates the enforcer of a policy. `audit` null: no audit, as for an ordinary user without `--audit`. */
export const createEnforcer = (loaded: LoadedPolicy, audit: AuditLog | null): PolicyEnforcer => {
  const { policy, sha256 } = loaded;
  const limits = policy.kind === 'policy' ? policy.server : null;
  const warnings = new Set<string>();

  /** Null when it is written, or need not be; else why the command must not run. */
  const write = (entry: Parameters<AuditLog['record']>[0]): string | null => {
    const result: AuditResult = audit === null ? { ok: true, warning: null } : audit.record(entry);
    if (!result.ok) return result.reason;
    if (result.warning !== null) warnings.add(result.warning);
    return null;
  };

  /** Audit failures that no denial reports. */
  const warnOf = (unwritten: string | null): void => {
    if (unwritten !== null) warnings.add(unwritten);
  };

  const run = async (
    argv: readonly string[],
    { name, outputLimitBytes, ...options }: CommandBounds,
  ): Promise<CommandAnswer> => {
    const decision = decide(policy, argv);
    const rule = ruleOf(decision);
    const known = { id: randomUUID(), name, argv, rule, policySha256: sha256, verdict: decision.verdict };
    const unwritten = write({ ...known, event: 'decision', reason: reasonOf(decision), ...NOT_ENDED });
    if (decision.verdict !== 'allow') {
      warnOf(unwritten);
      return { kind: 'denied', by: 'policy', detail: decision.detail, nearest: formatNearest(decision) };
    }
    if (unwritten !== null) return { kind: 'denied', by: 'audit', detail: unwritten, nearest: null };
    const answer = await runAllowed(decision, {
      ...options,
      timeoutSeconds: Math.min(options.timeoutSeconds, limits?.timeout_seconds ?? options.timeoutSeconds),
      stdoutLimitBytes: Math.min(outputLimitBytes, limits?.stdout_bytes ?? outputLimitBytes),
      ...(limits === null ? {} : { stderrLimitBytes: limits.stderr_bytes }),
    });
    const unwrittenEnd = write({
      ...known,
      event: 'exit',
      reason: answer.kind === 'ok' ? null : answer.kind,
      durationSeconds: 'durationSeconds' in answer ? answer.durationSeconds : null,
      status: answer.kind === 'ok' ? 0 : answer.kind === 'failed' ? answer.status : null,
      signal: answer.kind === 'signalled' ? answer.signal : null,
    });
    warnOf(unwrittenEnd);
    return answer;
  };
  const program = (provider: string): ProgramDecision => {
    const decided = decideProgram(policy, provider);
    const argv = ['program', provider];
    const known = { id: randomUUID(), name: null, argv, rule: null, policySha256: sha256, verdict: decided.verdict };
    const unwritten = write({ ...known, event: 'decision', reason: decided.detail, ...NOT_ENDED });
    if (decided.verdict === 'deny') {
      warnOf(unwritten);
      return { kind: 'denied', by: 'policy', detail: decided.detail };
    }
    if (unwritten !== null) return { kind: 'denied', by: 'audit', detail: unwritten };
    const ended = (reason: string | null): void => {
      warnOf(write({ ...known, event: 'exit', reason, ...NOT_ENDED, status: reason === null ? 0 : 1 }));
    };
    return { kind: 'allowed', ended };
  };
  return { run, program, warnings: () => [...warnings] };
};

const NOT_ENDED = { durationSeconds: null, status: null, signal: null } as const;

const ruleOf = (decision: Decision) =>
  decision.verdict === 'allow' ? { file: decision.rule.file, line: decision.rule.line } : null;

const reasonOf = (decision: Decision): string | null => (decision.verdict === 'allow' ? null : decision.reason);

/** `/etc/fabric/policy.ini:14: argument 6 is "-c", the rule has "--json"` */
const formatNearest = ({ nearest }: Denied): string | null => {
  if (nearest === null) return null;
  const got = nearest.got === null ? 'missing' : `"${nearest.got}"`;
  const expected = nearest.expected === null ? 'ends before it' : `has "${nearest.expected}"`;
  return `${nearest.file}:${nearest.line}: argument ${nearest.argument} is ${got}, the rule ${expected}`;
};

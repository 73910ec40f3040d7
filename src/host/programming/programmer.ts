// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From the wish to program to the run that may: the policy first, then the lock, then what others left behind. */

import type { CounterClaim, CounterSession } from '../../core/programming.js';
import type { PolicyEnforcer } from '../command/enforcer.js';
import { claimLock, type LeftoverJournal, removeJournal } from './lock.js';
import { openSession, restoreSettings } from './session.js';

/** The provider that programs counters, and the paths it declares. */
export type Programmable = { readonly provider: string; readonly paths: readonly string[] };

/** Requirements for programming counters. */
export type ProgrammerOptions = Programmable & {
  readonly enforcer: PolicyEnforcer;
  readonly millisecondsLeft: () => number;
  readonly warn: (text: string) => void;
};

/** Claims the counters. @throws output when the journal cannot be written */
export const claimCounters = async (options: ProgrammerOptions): Promise<CounterClaim> => {
  const { enforcer, provider, paths, millisecondsLeft, warn } = options;
  const decision = enforcer.program(provider);
  if (decision.kind === 'denied') return { kind: 'denied', by: decision.by, detail: decision.detail };
  const claim = await claimLock(provider);
  if (claim.kind === 'refused') {
    decision.ended(claim.reason);
    return { kind: 'denied', by: 'lock', detail: claim.reason };
  }
  if (claim.kind === 'busy') {
    decision.ended('busy');
    const { holder, since } = claim.journal;
    return { kind: 'busy', pid: holder.pid, since: timeOfDay(since) };
  }
  const mayWrite = declares(paths);
  for (const left of claim.left) repair(left, mayWrite, warn);
  const programming: CounterSession = openSession({
    journal: claim.file,
    mayWrite,
    millisecondsLeft,
    onRestored: (failures) => decision.ended(failures.length === 0 ? null : `${failures.length} not restored`),
  });
  return { kind: 'allowed', programming };
};

/** True for a path that the provider declares, `*` for one name. */
const declares = (patterns: readonly string[]): ((path: string) => boolean) => {
  const shapes = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`));
  return (path) => !/\/\.{1,2}\//.test(path) && shapes.some((shape) => shape.test(path));
};

/** Restores what a killed run left programmed. What this user may not write stays as it is, and is reported. */
const repair = (
  { file, journal }: LeftoverJournal,
  mayWrite: (path: string) => boolean,
  warn: (text: string) => void,
): void => {
  const ours = journal.kept.filter(({ path }) => mayWrite(path));
  const failed = restoreSettings(ours);
  removeJournal(file);
  const who = `${journal.provider} (PID ${journal.holder.pid}, since ${timeOfDay(journal.since)})`;
  if (journal.kept.length > 0)
    warn(`${who} was killed; restored ${ours.length - failed.length} settings it left behind`);
  const others = journal.kept.filter(({ path }) => !mayWrite(path));
  for (const { path, value, errno } of failed) warn(formatNotRestored(path, value, errno));
  for (const { path, value } of others) warn(formatNotRestored(path, value, 'not a declared path'));
};

const formatNotRestored = (path: string, value: string, why: string): string =>
  `${path} was ${value}, not restored (${why})`;

/** Formats a time in local time. */
const timeOfDay = (iso: string): string => new Date(iso).toTimeString().slice(0, 8);

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whether something sets the clock. timedatectl is not run: the bus would start a service for it. The services
 * themselves leave word below /run while they run.
 */

import type { ValueOrReason } from '../../core/attribute.js';
import type { ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import { reasonOf } from '../../core/problem.js';
import { runTool, type ToolAnswer } from '../../core/tool/run-tool.js';
import { toolReason } from './tool.js';

/** systemd-timesyncd's own directory: there while it runs, with `synchronized` in it since it first was. */
export const RUN_TIMESYNC = '/run/systemd/timesync';

/** chronyd's: users may not look into it. */
export const RUN_CHRONY = '/run/chrony';

/** With the loopback address chronyc creates no socket below /run; with -c it resolves no names. */
export const CHRONYC: Invocation = {
  name: 'chronyc.tracking',
  path: '/usr/bin/chronyc',
  args: ['-c', '-h', '127.0.0.1', 'tracking'],
  effect: 'read',
  timeoutSeconds: 2,
  help: 'Whether chronyd has synchronized the clock.',
};

/** The data that was collected; `chrony` is null when it is not running. */
export type TimeSyncQuery = { readonly timesync: ListAnswer; readonly chrony: ToolAnswer | null };

const isThere = (answer: ListAnswer): boolean => answer.kind === 'entries' || answer.errno !== 'ENOENT';

/** Looks who sets the clock. */
export const queryTimeSync = async (host: Host): Promise<TimeSyncQuery> => {
  const [timesync, chrony] = [host.readdir(RUN_TIMESYNC), host.readdir(RUN_CHRONY)];
  const runs = chrony.kind === 'entries' ? chrony.entries.includes('chronyd.pid') : chrony.errno === 'EACCES';
  const usesChrony = runs && !isThere(timesync);
  return { timesync, chrony: usesChrony ? await runTool(host, [CHRONYC], {}, { where: '', device: null }) : null };
};

/** The two fields. */
export type TimeSync = { readonly synchronized: ValueOrReason<boolean>; readonly source: ValueOrReason<string> };

const notSynchronized = (code: 'absent', detail: string): TimeSync => {
  const none = { value: null, reason: { code, detail } } as const;
  return { synchronized: none, source: none };
};

/** Parses what the query found. */
export const parseTimeSync = ({ timesync, chrony }: TimeSyncQuery): TimeSync => {
  if (timesync.kind === 'entries')
    return {
      synchronized: { value: timesync.entries.includes('synchronized') },
      source: { value: 'systemd-timesyncd' },
    };
  if (timesync.errno !== 'ENOENT') {
    const none = { value: null, reason: reasonOf(timesync) };
    return { synchronized: none, source: none };
  }
  if (chrony === null) return notSynchronized('absent', 'neither systemd-timesyncd nor chrony is running');
  // The directory stays when the daemon ends.
  if (chrony.answer.kind === 'failed' && /Cannot talk to daemon/.test(chrony.answer.stdout + chrony.answer.stderr))
    return notSynchronized('absent', 'chronyd does not answer');
  const source = { value: 'chrony' };
  const reason = toolReason(chrony);
  if (reason !== null) return { synchronized: { value: null, reason }, source };
  const synchronized = 'stdout' in chrony.answer ? isTracking(chrony.answer.stdout) : null;
  return synchronized === null
    ? { synchronized: { value: null, reason: { code: 'parse', detail: 'chronyc: no leap status' } }, source }
    : { synchronized: { value: synchronized }, source };
};

/** The last of 14 fields is the leap status: `Normal`, or `Not synchronised`. Null for anything else. */
const isTracking = (line: string): boolean | null => {
  const fields = line.trim().split(',');
  if (fields.length !== 14 || line.trim().includes('\n')) return null;
  const leap = fields.at(-1) ?? '';
  if (leap === 'Not synchronised') return false;
  return ['Normal', 'Insert second', 'Delete second'].includes(leap) ? true : null;
};

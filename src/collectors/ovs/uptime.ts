// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the uptime of the daemon from kernel files. Pure. */

import { parseTextAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { Process } from './raw.js';

/** `2114 (ovs-vswitchd) S 1 …`: the 22nd value is when it began, in ticks since boot (proc_pid_stat(5)). */
const STAT = /^\d+ \((.*)\) \S (.+)$/s;
const STARTTIME = 22 - 4;

/** USER_HZ: what the kernel shows times in, 100 on every architecture that has Mellanox adapters. */
const TICKS_A_SECOND = 100;

const DAEMON = 'ovs-vswitchd';

/** Seconds since it was started. Another process may have the PID of an old file: it does not count. */
export const parseUptime = ({ pidFile, stat, uptime }: Process): ValueOrReason<number> => {
  const pid = parseTextAnswer(pidFile);
  if ('reason' in pid) return { value: null, reason: { ...pid.reason, detail: `PID file: ${pid.reason.detail}` } };
  if (stat === null || uptime === null) return none('no PID in the PID file');
  const [reported, since] = [parseTextAnswer(stat), parseTextAnswer(uptime)];
  if ('reason' in reported)
    return { value: null, reason: { ...reported.reason, detail: `process: ${reported.reason.detail}` } };
  if ('reason' in since)
    return { value: null, reason: { ...since.reason, detail: `/proc/uptime: ${since.reason.detail}` } };
  const [, name, values] = STAT.exec(reported.value) ?? [];
  if (name !== DAEMON)
    return { value: null, reason: { code: 'absent', detail: 'the PID file belongs to another process' } };
  const began = values?.split(' ')[STARTTIME];
  const [, boot] = /^(\d{1,12}\.\d\d) \d+\.\d\d$/.exec(since.value) ?? [];
  if (boot === undefined || began === undefined || !/^\d{1,15}$/.test(began))
    return none('process start time could not be parsed');
  const seconds = Number(boot) - Number(began) / TICKS_A_SECOND;
  return seconds >= 0 ? { value: Number(seconds.toFixed(2)) } : none('process start time could not be parsed');
};

const none = (detail: string): ValueOrReason<never> => ({ value: null, reason: { code: 'parse', detail } });

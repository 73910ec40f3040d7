// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The user on whose behalf this process runs, from the kernel; only `sudo_uid` comes from sudo. */

import { readFileSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import type { Json } from '../../core/json-value.js';

/** The `caller` of an audit line. Null values are absent or unknown. */
export type Caller = {
  readonly uid: number | null;
  /** User who called sudo. */
  readonly sudo_uid: number | null;
  /** User who logged in, not changed by sudo or su: /proc/self/loginuid. Null without a login (cron, a service). */
  readonly loginuid: number | null;
  /** The controlling terminal. */
  readonly tty: string | null;
  readonly ppid: number;
} & { readonly [key: string]: Json };

/** The caller of this process. */
export const findCaller = (): Caller => ({
  uid: process.getuid?.() ?? null,
  sudo_uid: numberOf(process.env['SUDO_UID'] ?? ''),
  loginuid: loginUid(readProc('/proc/self/loginuid')),
  tty: terminalOf(readProc('/proc/self/stat')),
  ppid: process.ppid,
});

/** A number that identifies the boot, to be compared with the journal's; null without /proc. */
export const findBootId = (): string | null => /^[0-9a-f-]{36}$/m.exec(readProc(BOOT_ID))?.[0] ?? null;

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const NOT_LOGGED_IN = 4294967295; // (uid_t) -1

const loginUid = (text: string): number | null => {
  const uid = numberOf(text.trim());
  return uid === NOT_LOGGED_IN ? null : uid;
};

/** The terminal of a process from its /proc/PID/stat, proc(5). Its second field, the name, may hold blanks and brackets. */
export const terminalOf = (stat: string): string | null => {
  const device = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4] ?? 0);
  if (!Number.isInteger(device) || device === 0) return null;
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  return `${major}:${minor}`;
};

const numberOf = (text: string): number | null => (/^\d{1,10}$/.test(text) ? Number(text) : null);

const readProc = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return ''; // not this kernel's, or no /proc: not known
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The files that are read. */

/** PID file of ovs-vswitchd, readable by all users. */
export const PID_FILE = '/run/openvswitch/ovs-vswitchd.pid';

/** Seconds since boot. */
export const UPTIME = '/proc/uptime';

/** When the process began, among others. */
export const statOf = (pid: string): string => `/proc/${pid}/stat`;

/** Every path that may be read. */
export const READS = [PID_FILE, UPTIME, statOf('*')] as const;

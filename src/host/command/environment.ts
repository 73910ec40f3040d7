// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The environment of every external command: fixed variables with fixed values. */

/** PATH of a command's own children; system directories only. */
export const COMMAND_PATH: readonly string[] = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/**
 * Nothing is copied from the caller: LD_*, PYTHON*, BASH_ENV, IFS and NODE_* make a tool run other code, and the tools that
 * fabric calls write to files that variables name (FLINT_LOG_FILE, OVS_RUNDIR). `SYSTEMD_PAGER` is set and empty: no pager.
 */
export const commandEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: COMMAND_PATH.join(':'),
  LC_ALL: 'C',
  LANG: 'C',
  TZ: 'UTC',
  HOME: '/nonexistent',
  SYSTEMD_PAGER: '',
  PAGER: 'cat',
  DPKG_PAGER: 'cat',
  SYSTEMD_COLORS: '0',
  NO_COLOR: '1',
  TERM: 'dumb',
  // Node copies this one from its own environment into every child, unless the child's has an entry of the name.
  NODE_V8_COVERAGE: undefined,
});

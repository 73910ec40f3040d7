// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What Node costs before it does anything. */

import { execaSync } from 'execa';

/** Seconds of a processor that it takes to start on this machine: what else runs here does not count. */
export const startUpHere = (): number => {
  const line = 'TIMEFORMAT="%U %S"; time "$0" -e 0';
  const { stderr } = execaSync('bash', ['--norc', '-c', line, process.execPath], {
    env: { LC_ALL: 'C' },
    extendEnv: false,
  });
  return stderr
    .trim()
    .split(' ')
    .reduce((sum, seconds) => sum + Number(seconds), 0);
};

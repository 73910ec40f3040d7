// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Measures the start of Node. */

import { execaSync } from 'execa';

/** Processor seconds that Node needs to start on this machine, without other processes. */
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

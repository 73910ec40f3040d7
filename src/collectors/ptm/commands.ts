// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Firmware queries for what the kernel does not provide. */

import type { Invocation, Slot } from '../../core/invocation.js';
import { toolAlternatives } from '../../core/tool/run-tool.js';

const DEVICE: Slot = {
  slot: 'DEVICE',
  pattern: '[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]',
  example: '0000:03:00.0',
};

/**
 * Register MVCR: the power of one sensor. Only these two can be read. mstreg is no twin here: mstflint knows
 * the register without its power.
 */
export const MLXREG: Invocation = {
  name: 'mlxreg.power',
  path: '/usr/bin/mlxreg',
  args: [
    '-d',
    DEVICE,
    '--reg_name',
    'MVCR',
    '--indexes',
    { slot: 'SENSOR', pattern: 'sensor_index=(6|127)', example: 'sensor_index=127' },
    '--get',
  ],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'Power (127) and power limit (6) of a BlueField-3 when no file reports them.',
};

/** The temperature of the chip in whole degrees. */
export const MGET_TEMP = toolAlternatives(
  {
    name: 'mget_temp.read',
    path: '/usr/bin/mget_temp',
    args: ['-d', DEVICE],
    effect: 'read',
    timeoutSeconds: 5,
    help: 'Temperature of an adapter without a kernel sensor.',
  },
  '/usr/bin/mstmget_temp',
);

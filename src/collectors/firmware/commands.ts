// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Commands of `fabric firmware`: flint, and mlxfwmanager for what flint does not report. */

import type { Invocation, Slot } from '../../core/invocation.js';
import { toolAlternatives } from '../../core/tool/run-tool.js';

const DEVICE: Slot = {
  slot: 'DEVICE',
  pattern: '[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]',
  example: '0000:03:00.0',
};

/** Reads everything that flash and firmware report about themselves. */
export const FLINT = toolAlternatives(
  {
    name: 'flint.query',
    path: '/usr/bin/flint',
    args: ['-d', DEVICE, 'q', 'full'],
    effect: 'read',
    timeoutSeconds: 10,
    help: 'Stored and running versions, PSID, part number, security attributes.',
  },
  '/usr/bin/mstflint',
);

/** Reads the part number. Without --query the tool would offer an update. */
export const MANAGER: Invocation = {
  name: 'mlxfwmanager.query',
  path: '/usr/bin/mlxfwmanager',
  args: ['-d', DEVICE, '--query', '--query-format', 'XML'],
  effect: 'read',
  timeoutSeconds: 10,
  help: 'What flint does not report: the part number, or everything without flint.',
};

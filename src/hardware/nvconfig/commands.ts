// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The commands of nvconfig: one query, of the complete table or of arrays. */

import { toolAlternatives } from '../../core/tool/run-tool.js';

/** Number of arrays that one query reads. */
export const ARRAYS_AT_ONCE = 32;

/**
 * `-e` adds the columns of the defaults and of what is in force. The tool writes JSON only into a file, and prints no
 * more than the text: docs/decisions.
 */
export const QUERY = toolAlternatives(
  {
    name: 'mlxconfig.query',
    path: '/usr/bin/mlxconfig',
    args: [
      '-d',
      { slot: 'DEVICE', pattern: '[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]', example: '0000:03:00.0' },
      '-e',
      'q',
      {
        slot: 'ARRAY',
        pattern: '[A-Z][A-Za-z0-9_]{0,63}\\[[0-9]{1,4}\\.\\.[0-9]{1,4}\\]',
        example: 'HOST_CHAINING_DESCRIPTORS[0..7]',
        upTo: ARRAYS_AT_ONCE,
      },
    ],
    effect: 'read',
    timeoutSeconds: 10,
    help: 'All parameters of a card: default, current and next boot; then array elements.',
  },
  '/usr/bin/mstconfig',
);

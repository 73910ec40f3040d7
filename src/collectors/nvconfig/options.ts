// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of `fabric nvconfig`. */

import { documentOption, flagOption, textOption } from '../../core/option.js';

/** The options by flag. */
export const OPTIONS = {
  param: textOption('GLOB', "parameters matching GLOB; repeatable ('*': all)", {
    many: true,
    pattern: '[A-Za-z0-9_*?\\[\\].]+',
  }),
  changed: flagOption('parameters that differ from the default'),
  pending: flagOption('parameters that change at the next boot'),
  diff: textOption('A B', 'parameters that differ between devices A and B', { many: true }),
  baseline: documentOption('FILE', 'parameters that differ from a saved document'),
  'exit-code': flagOption('exit with 10 if --diff or --baseline found differences'),
} as const;

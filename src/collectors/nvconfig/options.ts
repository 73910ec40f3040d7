// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a user may ask of nvconfig. */
import { documentOption, flagOption, textOption } from '../../core/option.js';

/** The options, by their flags. */
export const OPTIONS = {
  param: textOption('GLOB', "parameters of this name; repeatable ('*' is every one)", {
    many: true,
    pattern: '[A-Za-z0-9_*?\\[\\].]+',
  }),
  changed: flagOption('parameters that differ from their default'),
  pending: flagOption('parameters that change at the next boot'),
  diff: textOption('A B', 'what differs between two devices', { many: true }),
  baseline: documentOption('FILE', 'what differs from a document saved before'),
  'exit-code': flagOption('status 10 when --diff or --baseline finds a difference'),
} as const;

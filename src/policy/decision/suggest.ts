// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The line that would allow a command. */

import { parsePolicy } from '../grammar/parse-policy.js';
import { decide } from './decide.js';

/**
 * The line for `[commands]` that allows exactly this command; null when no line can express it: an argument with a space,
 * a program that is no absolute path, a command that is always denied.
 */
export const suggestRule = (argv: readonly string[]): string | null => {
  const line = argv.join(' ');
  const policy = parsePolicy(new TextEncoder().encode(`[commands]\n${line}\n`), '');
  return decide(policy, argv).verdict === 'allow' ? line : null;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rules in groups of one program. */

import type { Rule } from '../policy.js';

/** The rules of each program, by its path; in the order in which they come. */
export const byProgram = (rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> => {
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    const same = found.get(rule.path);
    if (same === undefined) found.set(rule.path, [rule]);
    else same.push(rule);
  }
  return found;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every rule that allows a command, for people who tidy a policy. */

import type { Policy, RuleRef } from '../policy.js';
import { checkArgv } from './argv.js';
import { matchArguments } from './match-arguments.js';
import { refOf } from './rule-ref.js';
import { treeOf } from './word-tree.js';

/** In the order of the file; empty exactly when `decide` denies. @throws what RE2 throws when a rule cannot be compiled */
export const matchingRules = (policy: Policy, argv: unknown): readonly RuleRef[] => {
  const checked = checkArgv(argv);
  if ('detail' in checked) return [];
  const [program, ...args] = checked.argv;
  return policy.rules
    .filter((rule) => rule.path === program && matchArguments(treeOf([rule]), args).rule !== null)
    .map(refOf);
};

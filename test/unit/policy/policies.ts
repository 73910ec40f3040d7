// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Policies for tests, from text. */

import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import type { Decision, InvalidPolicy, Policy } from '../../../src/policy/policy.js';

export const FILE = 'test.ini';

export const read = (text: string): Policy | InvalidPolicy => parsePolicy(new TextEncoder().encode(text), FILE);

/** The policy in a text that has no error. */
export const sound = (text: string): Policy => {
  const policy = read(text);
  if (policy.kind === 'invalid') throw new Error(policy.errors.map((e) => `${e.line}: ${e.reason}`).join('\n'));
  return policy;
};

/** A policy of regex rules only. */
export const regexRules = (...lines: readonly string[]): Policy => sound(['[commands_regex]', ...lines, ''].join('\n'));

/** Everything that is wrong in a text, as `line: reason`. */
export const errorsIn = (text: string): readonly string[] => {
  const policy = read(text);
  return policy.kind === 'policy' ? [] : policy.errors.map((error) => `${error.line}: ${error.reason}`);
};

/** `allow LINE`, or the reason of the denial. */
export const verdictOf = (decision: Decision): string =>
  decision.verdict === 'allow' ? `allow ${decision.rule.line}` : decision.reason;

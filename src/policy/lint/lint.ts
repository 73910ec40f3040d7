// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Warns about parts of a policy that are allowed but hardly intended. */

import { ARGV_LIMITS } from '../grammar/limits.js';
import type { Policy, PolicyError, Rule, Word } from '../policy.js';
import { coveredRules } from './lint-cover.js';
import { wordWarnings } from './lint-words.js';

/** Warnings, by line. They change no decision. */
export const lintPolicy = (policy: Policy): readonly PolicyError[] => {
  const names = new Set(policy.macros.map((macro) => macro.name));
  const covered = coveredRules(policy.rules);
  const ofRules = policy.rules.flatMap((rule) => {
    const by = covered.get(rule);
    const never = neverReason(rule);
    return [
      ...(never === null ? [] : [never]),
      ...(by === undefined ? [] : [`redundant: line ${by.line} allows everything this rule allows`]),
      ...wordWarnings(rule, names),
    ].map((reason) => ({ file: policy.file, line: rule.line, reason }));
  });
  return [...ofRules, ...unusedMacros(policy)].sort((a, b) => a.line - b.line);
};

/** Why no command can match; null when one can. */
const neverReason = (rule: Rule): string | null => {
  const { elements, elementBytes, totalBytes } = ARGV_LIMITS;
  if (rule.least >= elements) {
    return `never matches: needs ${rule.least} arguments or more, but a command has at most ${elements - 1}`;
  }
  const needed = rule.words.filter((word) => word.least > 0);
  if (rule.path.length > elementBytes || needed.some((word) => shortestOf(word) > elementBytes)) {
    return `never matches: a word is longer than ${elementBytes} bytes, the limit for an argument is ${elementBytes}`;
  }
  const total = needed.reduce((sum, word) => sum + shortestOf(word), rule.path.length);
  return total > totalBytes
    ? `never matches: longer than ${totalBytes} bytes, the limit for a command is ${totalBytes}`
    : null;
};

const shortestOf = (word: Word): number => (word.kind === 'literal' ? word.value.length : word.pattern.shortest);

const unusedMacros = (policy: Policy): readonly PolicyError[] => {
  const used = new Set(policy.rules.flatMap((rule) => rule.uses));
  // A macro uses only those above it, so from the last to the first each is known before it is used.
  for (const macro of [...policy.macros].reverse()) {
    if (used.has(macro.name)) for (const name of macro.uses) used.add(name);
  }
  return policy.macros
    .filter((macro) => !used.has(macro.name))
    .map(({ name, line }) => ({ file: policy.file, line, reason: `macro ${name} is not used by any rule` }));
};

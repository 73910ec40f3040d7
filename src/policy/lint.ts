// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is allowed in a policy but hardly meant. */
import { ARGV_LIMITS } from './limits.js';
import { coveredRules } from './lint-cover.js';
import { wordWarnings } from './lint-words.js';
import type { Policy, PolicyError, Rule, Word } from './policy.js';

/** Warnings, by line. They change no decision. */
export const lintPolicy = (policy: Policy): readonly PolicyError[] => {
  const names = new Set(policy.macros.map((macro) => macro.name));
  const covered = coveredRules(policy.rules);
  const ofRules = policy.rules.flatMap((rule) => {
    const by = covered.get(rule);
    const never = neverReason(rule);
    return [
      ...(never === null ? [] : [never]),
      ...(by === undefined ? [] : [`line ${by.line} allows all that this rule allows; leave this one out`]),
      ...wordWarnings(rule, names),
    ].map((reason) => ({ file: policy.file, line: rule.line, reason }));
  });
  return [...ofRules, ...unusedMacros(policy)].sort((a, b) => a.line - b.line);
};

/** Why no command can match, whatever its bytes; null when one can. */
const neverReason = (rule: Rule): string | null => {
  const { elements, elementBytes, totalBytes } = ARGV_LIMITS;
  if (rule.least >= elements) {
    return `it never matches: it takes ${rule.least} arguments or more, a command has at most ${elements - 1}`;
  }
  const needed = rule.words.filter((word) => word.least > 0);
  if (rule.path.length > elementBytes || needed.some((word) => shortestOf(word) > elementBytes)) {
    return `it never matches: a word of it has more than ${elementBytes} bytes, an argument at most ${elementBytes}`;
  }
  const total = needed.reduce((sum, word) => sum + shortestOf(word), rule.path.length);
  return total > totalBytes
    ? `it never matches: it has more than ${totalBytes} bytes, a command at most ${totalBytes}`
    : null;
};

const shortestOf = (word: Word): number => (word.kind === 'literal' ? word.value.length : word.pattern.shortest);

const unusedMacros = (policy: Policy): readonly PolicyError[] => {
  const used = new Set(policy.rules.flatMap((rule) => rule.uses));
  // A macro uses only those above it, so from the last to the first each is known before it is asked.
  for (const macro of [...policy.macros].reverse()) {
    if (used.has(macro.name)) for (const name of macro.uses) used.add(name);
  }
  return policy.macros
    .filter((macro) => !used.has(macro.name))
    .map(({ name, line }) => ({ file: policy.file, line, reason: `macro ${name} is not used by any rule` }));
};

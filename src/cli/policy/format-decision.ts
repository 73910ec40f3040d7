// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Output of the policy commands, as text and as JSON. Pure. */

import { escapeForeign } from '../../core/escape.js';
import type { Json } from '../../core/json-value.js';
import type { Allowed, Decision, Denied, PolicyError, RuleRef } from '../../policy/policy.js';

const LEAD = 7;
const lead = (word: string): string => word.padEnd(LEAD);
const placeOf = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

/** `file:line: reason`, which editors jump to. Line 0 is about the file. */
export const formatFinding = ({ file, line, reason }: PolicyError): string =>
  escapeForeign(line === 0 ? `${file}: ${reason}` : `${file}:${line}: ${reason}`);

/** A decision in lines. `rules` are all that allow it: order never matters, so each of them does. */
export const formatDecision = (decision: Decision, rules: readonly RuleRef[]): readonly string[] => {
  if (decision.verdict === 'allow') return formatAllowed(decision, rules);
  const lines = [`${lead('deny')}${decision.detail}`];
  const { nearest } = decision;
  if (nearest === null) return lines;
  const got = nearest.got === null ? 'missing' : `"${escapeForeign(nearest.got)}"`;
  const expected = nearest.expected === null ? 'ends before it' : `has "${nearest.expected}"`;
  const subject = nearest.argument === 0 ? 'the program' : `argument ${nearest.argument}`;
  return [
    ...lines,
    `${lead('near')}${placeOf(nearest)}  ${nearest.text}`,
    `${lead('fails')}${subject} is ${got}, the rule ${expected}`,
  ];
};

const formatAllowed = (allowed: Allowed, rules: readonly RuleRef[]): readonly string[] => {
  const others = rules.filter((rule) => placeOf(rule) !== placeOf(allowed.rule));
  return [
    `${lead('allow')}${placeOf(allowed.rule)}  ${allowed.rule.text}`,
    ...others.map((rule) => `${lead('also')}${placeOf(rule)}  ${rule.text}`),
  ];
};

/** The line that would allow a command, and the warning that goes with it. */
export const formatSuggestion = (line: string | null): readonly string[] =>
  line === null
    ? [`${lead('add')}no rule can allow it: an argument contains a space or is always denied`]
    : [`${lead('add')}${line}    (in [commands])`];

/** A decision for programs. */
export const decisionJson = (decision: Decision): { readonly [key: string]: Json } =>
  decision.verdict === 'allow'
    ? { verdict: 'allow', rule: ruleJson(decision.rule), reason: null, nearest: null }
    : { verdict: 'deny', rule: null, reason: decision.reason, detail: decision.detail, nearest: nearestJson(decision) };

const ruleJson = ({ file, line, text }: RuleRef): Json => ({ file, line, text });

const nearestJson = ({ nearest }: Denied): Json =>
  nearest === null
    ? null
    : {
        file: nearest.file,
        line: nearest.line,
        argument: nearest.argument,
        got: nearest.got,
        expected: nearest.expected,
      };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Decides whether a command may run. It is denied unless one rule matches the whole command, argument by argument. Only
 * the policy and the command count: there is no order, no negation and no default that allows.
 */

import { escapeForeign } from '../../core/escape.js';
import type { Allowed, Decision, Denied, InvalidPolicy, Policy, Rule } from '../policy.js';
import { checkArgv } from './argv.js';
import { matchArguments } from './match-arguments.js';
import { nearestProgram, nearestRule } from './nearest-rule.js';
import { programsOf } from './programs.js';
import { refOf } from './rule-ref.js';

/** Decides for any value of `argv`, the program first. Pure and total: never throws, the same answer every time. */
export const decide = (policy: Policy | InvalidPolicy, argv: unknown): Decision => {
  try {
    return judge(policy, argv);
  } catch {
    return deny('invalid_policy', 'the policy cannot be evaluated', null);
  }
};

const judge = (policy: Policy | InvalidPolicy, value: unknown): Decision => {
  if (policy.kind !== 'policy') return deny('invalid_policy', invalidDetail(policy), null);
  const checked = checkArgv(value);
  if ('detail' in checked) return deny('argv', checked.detail, null);
  const { argv } = checked;
  const [program, ...args] = argv;
  const programs = programsOf(policy);
  const tree = programs.tree(program);
  if (tree === null) {
    const near = programs.near(program);
    return deny(
      'no_rule',
      NO_RULE,
      near === null ? null : nearestProgram(near.path, matchArguments(near.tree, args), argv),
    );
  }
  const walked = matchArguments(tree, args);
  return walked.rule === null ? deny('no_rule', NO_RULE, nearestRule(walked, args)) : allow(walked.rule, argv);
};

const NO_RULE = 'no rule allows this command';

/** The only place that allows a command. */
const allow = (rule: Rule, argv: readonly string[]): Allowed =>
  Object.freeze({ verdict: 'allow', rule: refOf(rule), path: rule.path, argv });

const deny = (reason: Denied['reason'], detail: string, nearest: Denied['nearest']): Denied =>
  Object.freeze({ verdict: 'deny', rule: null, reason, detail: escapeForeign(detail), nearest });

const invalidDetail = ({ errors }: InvalidPolicy): string => {
  const [first] = errors;
  if (first === undefined) return 'the policy is invalid';
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  const place = first.line === 0 ? first.file : `${first.file}:${first.line}`; // 0 is about the whole file
  return `${place}: ${first.reason}${more}`;
};

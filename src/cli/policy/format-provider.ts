// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Formats what a provider reads and runs, as which user, and which policy line allows it. Reads and runs nothing itself. */

import { exampleOf, type Invocation, programOf, shapeOf, slotsOf } from '../../core/invocation.js';
import type { Json } from '../../core/json-value.js';
import { type AnyProvider, describeProvider } from '../../core/provider.js';
import { decide } from '../../policy/decision/decide.js';
import { decideProgram } from '../../policy/decision/decide-program.js';
import type { Decision, InvalidPolicy, Policy } from '../../policy/policy.js';
import { decisionJson } from './format-decision.js';

type Explained = { readonly invocation: Invocation; readonly decision: Decision };

const explainAll = (provider: AnyProvider, policy: Policy | InvalidPolicy): readonly Explained[] =>
  provider.runs.map((invocation) => ({ invocation, decision: decide(policy, exampleOf(invocation)) }));

const hung = (lead: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => (i === 0 ? lead : '').padEnd(7) + line);

/** The explanation in lines; `from` names the policy. */
export const formatProvider = (
  provider: AnyProvider,
  policy: Policy | InvalidPolicy,
  from: string,
): readonly string[] => {
  const explained = explainAll(provider, policy);
  const runs = explained.flatMap(({ invocation, decision }) =>
    invocation.insteadOf === undefined
      ? [
          shapeOf(invocation),
          `  ${invocation.name}: ${invocation.effect}, timeout ${invocation.timeoutSeconds} s, ${formatVerdict(decision)}: ${invocation.help}`,
        ]
      : [
          `or ${invocation.path} (${invocation.name}), ${formatVerdict(decision)}, if ${programOf({ path: invocation.insteadOf })} is not installed`,
        ],
  );
  const slots = new Map(provider.runs.flatMap(slotsOf).map((slot) => [slot.slot, slot.pattern]));
  return [
    `${provider.name}: ${describeProvider(provider)}`,
    ...hung('as', [provider.privilege === 'root' ? 'root' : 'any user']),
    ...hung('reads', provider.reads),
    ...hung('writes', formatPrograms(provider, policy)),
    ...hung('runs', runs.length === 0 ? ['nothing'] : runs),
    ...hung(
      'where',
      [...slots].map(([name, pattern]) => `${name}=${pattern}`),
    ),
    ...hung('from', [from]),
  ];
};

/** The counters it reprograms and restores; empty for a provider that only reads. */
const formatPrograms = ({ name, programs = [] }: AnyProvider, policy: Policy | InvalidPolicy): readonly string[] => {
  if (programs.length === 0) return [];
  const { verdict, detail } = decideProgram(policy, name);
  return [...programs, `  sets and restores; ${verdict === 'allow' ? `allowed by ${detail}` : `DENIED (${detail})`}`];
};

const formatVerdict = (decision: Decision): string =>
  decision.verdict === 'allow'
    ? `allowed by ${decision.rule.file}:${decision.rule.line}`
    : `DENIED (${decision.detail})`;

/** The same for programs. */
export const providerJson = (provider: AnyProvider, policy: Policy | InvalidPolicy): Json => ({
  provider: provider.name,
  privilege: provider.privilege,
  reads: provider.reads,
  ...(provider.programs === undefined
    ? {}
    : { programs: provider.programs, program_verdict: decideProgram(policy, provider.name) }),
  runs: explainAll(provider, policy).map(({ invocation, decision }) => ({
    name: invocation.name,
    command: shapeOf(invocation),
    effect: invocation.effect,
    timeout_seconds: invocation.timeoutSeconds,
    help: invocation.help,
    slots: Object.fromEntries(slotsOf(invocation).map(({ slot, pattern }) => [slot, pattern])),
    ...decisionJson(decision),
  })),
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From the answers of the runtimes to the records. Pure. */

import { compareNatural } from '../../../../core/natural-order.js';
import { type Reason, reasonOf } from '../../../../core/problem.js';
import type { Parsed, TypedFinding } from '../../../../core/record-type.js';
import type { ToolAnswer } from '../../../../core/tool/run-tool.js';
import { NEEDS_ROOT_REASON } from '../../reasons.js';
import { toolReason } from '../../tool.js';
import { type Container, parseContainerList } from './parse-list.js';
import type { RuntimeQuery } from './query.js';
import type { CONTAINERS } from './records.js';

type Types = typeof CONTAINERS;

/** The containers of all runtimes, by namespace, pod and name. */
export const parseContainers = (queries: readonly RuntimeQuery[]): Pick<Parsed<Types>, 'records' | 'findings'> => {
  const findings: TypedFinding<Types>[] = [];
  const found: Container[] = [];
  for (const one of queries) {
    const reported = parseRuntime(one);
    if ('reason' in reported) findings.push({ type: 'containers', where: '', ...reported.reason });
    else found.push(...reported.containers);
  }
  for (const one of found) findings.push(...missingIn(one));
  return { records: { containers: found.sort((a, b) => compareNatural(nameOf(a), nameOf(b))) }, findings };
};

const nameOf = ({ namespace, pod, name }: Container): string =>
  [namespace, pod, name].filter((part) => part !== null).join('/');

type ParsedRuntime =
  | { readonly containers: readonly Container[] }
  | { readonly reason: Reason & { readonly field: string | null } };

const parseRuntime = ({ listing, toolAnswer }: RuntimeQuery): ParsedRuntime => {
  if (toolAnswer === null) {
    const reason = listing.kind === 'error' ? reasonOf(listing) : { code: 'absent' as const, detail: 'no socket' };
    return refused(reason);
  }
  if (isWithoutCri(toolAnswer))
    return { reason: { field: null, code: 'not_supported', detail: 'containers: containerd runs without Kubernetes' } };
  const reason = toolReason(toolAnswer);
  if (reason !== null) return refused(reason);
  const containers = toolAnswer.answer.kind === 'ok' ? parseContainerList(toolAnswer.answer.stdout) : null;
  if (containers === null)
    return { reason: { field: null, code: 'parse', detail: 'crictl: output is not a list of containers' } };
  return { containers };
};

/** The socket is root's: a user is not shown the containers. */
const refused = (reason: Reason): ParsedRuntime =>
  reason.code === 'permission'
    ? { reason: { field: 'name', ...NEEDS_ROOT_REASON } }
    : { reason: { field: null, ...reason, detail: `containers: ${reason.detail}` } };

/** Docker's containerd answers, and has no such service. */
const isWithoutCri = ({ answer }: ToolAnswer): boolean =>
  answer.kind === 'failed' && /unknown service runtime\.v1/.test(answer.stderr);

const missingIn = (container: Container): readonly TypedFinding<Types>[] =>
  (['state', 'is_running', 'restarts', 'image'] as const)
    .filter((field) => container[field] === null)
    .map((field) => ({ type: 'containers', where: nameOf(container), field, code: 'parse', detail: 'not reported' }));

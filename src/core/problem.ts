// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why a value is missing or not what it seems. A null without a problem is absent by design. */

import { detailOf, type FileAnswer } from './file-answer.js';

/** The closed list of reasons. */
export type ProblemCode =
  | 'absent'
  | 'not_supported'
  | 'permission'
  | 'unreadable'
  | 'timeout'
  | 'denied'
  | 'parse'
  | 'saturated';

/** A note leaves the status at 0; a warning makes the answer partial (status 6). */
export type Severity = 'note' | 'warning';

/** One reason for one field of one record, as a collector finds it; `field` null is about the whole record or source. */
export type Finding = {
  /** Record type. */
  readonly type: string;
  /** The record (its labels joined by `/`), the device, or the path that it is about; empty for the whole answer. */
  readonly where: string;
  readonly field: string | null;
  readonly code: ProblemCode;
  /** The cause: an errno, the text that could not be parsed, or a sentence when there is no field. */
  readonly detail: string;
  /** Only where the code's usual severity would lie. */
  readonly severity?: Severity;
  /** The next thing to do. */
  readonly fix?: string;
};

/** Why a value is missing: a finding without its place. */
export type Reason = Omit<Finding, 'type' | 'where' | 'field'>;

/** All fields of one record that one cause took, as the document shows it. */
export type Problem = {
  readonly type: string;
  readonly where: string;
  readonly fields: readonly string[];
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly fix?: string;
};

/** The detail of a counter that has reached its register's maximum. */
export const AT_MAXIMUM = 'at register maximum';

/** The detail of a field that only root may read, where the rest of the answer needs no root. */
export const NEEDS_ROOT = 'needs root';

const SEVERITY: Readonly<Record<ProblemCode, Severity>> = {
  absent: 'note',
  not_supported: 'note',
  saturated: 'note',
  permission: 'note', // of a provider that needs root it is a warning: foldFindings
  unreadable: 'warning',
  timeout: 'warning',
  denied: 'warning',
  parse: 'warning',
};

/** The reason that an errno of open(2) or read(2) on a kernel attribute gives. */
export const codeOfErrno = (errno: string): ProblemCode => {
  switch (errno) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return 'absent';
    case 'EINVAL':
    case 'EOPNOTSUPP':
      return 'not_supported';
    case 'EACCES':
    case 'EPERM':
      return 'permission';
    default:
      return 'unreadable';
  }
};

/** The reason and its cause for a file that gave no text. A timeout names the file that never answered. */
export const reasonOf = (answer: Exclude<FileAnswer, { kind: 'text' }>): Reason => {
  if (answer.kind === 'error') return { code: codeOfErrno(answer.errno), detail: detailOf(answer) };
  const { hungPath, seconds } = answer;
  const detail =
    hungPath === null
      ? `not reached within ${seconds} s`
      : `no answer within ${seconds} s: ${hungPath}; skipped the rest`;
  return { code: 'timeout', detail };
};

/** Findings of one record and one cause become one problem, in the order in which the causes were first found. */
export const foldFindings = (findings: readonly Finding[], needsRoot: boolean): Problem[] => {
  const folded = new Map<string, { readonly problem: Omit<Problem, 'fields'>; readonly fields: Set<string> }>();
  for (const { type, where, field, code, detail, severity, fix } of findings) {
    const actual = severity ?? (code === 'permission' && needsRoot ? 'warning' : SEVERITY[code]);
    const key = JSON.stringify([type, where, code, detail, actual]);
    const known = folded.get(key) ?? {
      problem: { type, where, severity: actual, code, detail, ...(fix === undefined ? {} : { fix }) },
      fields: new Set(),
    };
    if (field !== null) known.fields.add(field);
    folded.set(key, known);
  }
  return [...folded.values()].map(({ problem: { type, where, ...why }, fields }) => ({
    type,
    where,
    fields: [...fields],
    ...why,
  }));
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reasons of this provider: a value that only root can read names the command to get it. */

import { createRecordTaker, type RecordTaker } from '../../core/findings.js';
import { NEEDS_ROOT, type Reason } from '../../core/problem.js';
import type { RecordTypes, TypedFinding } from '../../core/record-type.js';

/** The reason of a value that only root can read. */
export const NEEDS_ROOT_REASON = { code: 'permission', detail: NEEDS_ROOT, fix: 'sudo fabric sysinfo' } as const;

/** Takes the values of one record; `where` is its name, empty for the only one of its type. */
export const createTaker = <T extends RecordTypes, K extends keyof T & string>(
  findings: TypedFinding<T>[],
  type: K,
  where = '',
): RecordTaker<keyof T[K]['fields'] & string> =>
  createRecordTaker((field, reason) => {
    findings.push({ type, where, field, ...(reason.code === 'permission' ? NEEDS_ROOT_REASON : reason) });
  });

/** The reason with the path that it is about. */
export const withPath = <R extends Pick<Reason, 'detail'>>(path: string, reason: R): R => ({
  ...reason,
  detail: `${path}: ${reason.detail}`,
});

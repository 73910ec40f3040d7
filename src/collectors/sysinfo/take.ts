// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From a reading to a value, and to the reason of one that is missing. */

import type { ValueOrReason } from '../../core/attribute.js';
import { type Finding, NEEDS_ROOT } from '../../core/problem.js';
import type { RecordTypes, TypedFinding } from '../../core/record-type.js';

/** The value; null leaves its reason behind. */
export type FindingTaker<F extends string = string> = <V>(field: F, reading: ValueOrReason<V>) => V | null;

/** What only root would have been given. */
export const NEEDS_ROOT_REASON = { code: 'permission', detail: NEEDS_ROOT, fix: 'sudo fabric sysinfo' } as const;

/** Takes the fields of one record; `where` is its name, empty for the only one of its type. */
export const createFindingTaker =
  <T extends RecordTypes, K extends keyof T & string>(
    findings: TypedFinding<T>[],
    type: K,
    where = '',
  ): FindingTaker<keyof T[K]['fields'] & string> =>
  (field, reading) => {
    if ('reason' in reading) {
      const reason = reading.reason.code === 'permission' ? NEEDS_ROOT_REASON : reading.reason;
      findings.push({ type, where, field, ...reason });
    }
    return reading.value;
  };

/** The reason of a whole section, which names what it is about. */
export const withPath = <R extends Pick<Finding, 'detail'>>(path: string, reason: R): R => ({
  ...reason,
  detail: `${path}: ${reason.detail}`,
});

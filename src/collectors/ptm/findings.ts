// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Notes why values are missing. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Finding } from '../../core/problem.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { Types } from './records.js';

/** A finding of this provider. */
export type PtmFinding = TypedFinding<Types>;

/** Why a value is missing. */
export type Reason = Pick<Finding, 'code' | 'detail'>;

/** The value, or null with its reason noted for these fields of a record. */
export type FindingTaker = <V>(
  reading: ValueOrReason<V>,
  type: keyof Types,
  where: string,
  ...fields: readonly string[]
) => V | null;

/** Takes values and keeps the reasons in `findings`. */
export const createFindingTaker =
  (findings: PtmFinding[]): FindingTaker =>
  (reading, type, where, ...fields) => {
    if ('reason' in reading) for (const field of fields) findings.push({ type, where, field, ...reading.reason });
    return reading.value;
  };

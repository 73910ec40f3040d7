// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Notes why values are missing. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { Types } from './records.js';
import { type Reason, UNKNOWN_TO_DATABASE, UNKNOWN_TO_TOOL } from './snapshot.js';

/** A finding of this provider. */
export type OvsFinding = TypedFinding<Types>;

/** The value, or null with its reason noted for these fields of a record. */
export type FindingTaker = <V>(
  reading: ValueOrReason<V>,
  type: keyof Types,
  where: string,
  ...fields: readonly string[]
) => V | null;

/** A column unknown to the tool or the schema is missing from every record: reported once. */
const isOfAll = (reason: Reason): boolean => reason === UNKNOWN_TO_TOOL || reason === UNKNOWN_TO_DATABASE;

/** Takes values and keeps the reasons in `findings`, each once. */
export const createFindingTaker = (findings: OvsFinding[]): FindingTaker => {
  const text = new Set<string>();
  return (reading, type, where, ...fields) => {
    if (!('reason' in reading)) return reading.value;
    const about = isOfAll(reading.reason) ? '' : where;
    for (const field of fields) {
      const key = JSON.stringify([type, about, field, reading.reason.detail]);
      if (!text.has(key)) findings.push({ type, where: about, field, ...reading.reason });
      text.add(key);
    }
    return null;
  };
};

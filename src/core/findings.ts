// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Collects why values are missing: every parse takes its values through one of these functions. */

import type { ValueOrReason } from './attribute.js';
import type { Reason } from './problem.js';
import type { RecordTypes, TypedFinding } from './record-type.js';

/** Adds the reason why a field of one record has no value. */
export type AddReason<F = string> = (field: F, reason: Reason) => void;

/** The value; else null, and the reason is added for each of these fields of one record. */
export type RecordTaker<F = string> = <V>(reading: ValueOrReason<V>, ...fields: readonly F[]) => V | null;

/** Like RecordTaker for any record of a provider. */
export type FindingTaker<T extends RecordTypes> = <V>(
  reading: ValueOrReason<V>,
  type: keyof T & string,
  where: string,
  ...fields: readonly string[]
) => V | null;

/** Takes the values of one record. */
export const createRecordTaker =
  <F = string>(add: AddReason<F>): RecordTaker<F> =>
  (reading, ...fields) => {
    if ('reason' in reading) for (const field of fields) add(field, reading.reason);
    return reading.value;
  };

/**
 * Takes the values of all records of a provider and adds the reasons to `findings`.
 *
 * A reason that `isOfAll` accepts applies to every record of the type: it is added once, with an empty `where`.
 */
export const createFindingTaker = <T extends RecordTypes>(
  findings: TypedFinding<T>[],
  isOfAll: (reason: Reason) => boolean = () => false,
): FindingTaker<T> => {
  const added = new Set<string>();
  return (reading, type, where, ...fields) => {
    if (!('reason' in reading)) return reading.value;
    const { reason } = reading;
    for (const field of fields) {
      if (!isOfAll(reason)) findings.push({ type, where, field, ...reason });
      else if (!added.has(`${type} ${field}`)) findings.push({ type, where: '', field, ...reason });
      added.add(`${type} ${field}`);
    }
    return null;
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Findings of this provider, and the function that takes its values. */

import { createFindingTaker, type FindingTaker } from '../../core/findings.js';
import type { Reason } from '../../core/problem.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { Types } from './records.js';
import { UNKNOWN_TO_DATABASE, UNKNOWN_TO_TOOL } from './snapshot.js';

/** A finding of this provider. */
export type OvsFinding = TypedFinding<Types>;

/** The value, or null with its reason added for these fields of a record. */
export type OvsTaker = FindingTaker<Types>;

/** A column unknown to the tool or the schema is missing from every record. */
const isOfAll = (reason: Reason): boolean => reason === UNKNOWN_TO_TOOL || reason === UNKNOWN_TO_DATABASE;

/** Takes values and adds the reasons to `findings`. */
export const createOvsTaker = (findings: OvsFinding[]): OvsTaker => createFindingTaker<Types>(findings, isOfAll);

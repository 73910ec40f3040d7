// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Findings of this provider, and the function that takes its values. */

import type { FindingTaker } from '../../core/findings.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { Types } from './records.js';

/** A finding of this provider. */
export type PtmFinding = TypedFinding<Types>;

/** The value, or null with its reason added for these fields of a record. */
export type PtmTaker = FindingTaker<Types>;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The counts of a block and their time, measured by fabric itself or by the vendor's tool. */

import type { Reason } from '../../core/problem.js';
import type { Event } from './plan.js';

/** The count of one counter. */
export type CountedEvent = {
  /** The counter's number, or the name of a register. */
  readonly counter: string;
  /** Null: the cycles of the block's clock, or a register, whose name describes what it counts. */
  readonly event: Event | null;
  /** Events in the time of measuring; null when they are not known. */
  readonly count: bigint | null;
  /** The register at its end; null when it was not read. */
  readonly value: bigint | null;
  readonly reason: Reason | null;
};

/** A block's counts. `reason`: why all of them are of no use. */
export type BlockCounts = {
  readonly block: string;
  readonly kind: string;
  /** Whether it was counting before; null where it has no switch, or that could not be read. */
  readonly wasEnabled: boolean | null;
  /** The frequency of its clock; null where it is not known. */
  readonly clockHertz: number | null;
  readonly clockReason: Reason | null;
  /** Duration of counting: by the block's own clock if it counts that, otherwise by ours. Null with `reason`. */
  readonly seconds: number | null;
  readonly counters: readonly CountedEvent[];
  readonly reason: Reason | null;
};

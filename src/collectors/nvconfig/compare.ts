// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What two sides do not agree on: two cards, or a card and what was saved of one. */

import { compareNatural } from '../../core/natural-order.js';
import { isSameValue, type PrintedValue } from '../../hardware/nvconfig/printed-value.js';
import type { DifferenceRecord } from './records.js';

/** One side: the values of its parameters, null where one is not known; `isWhole` when it has no others. */
export type ComparedSide = {
  readonly name: string;
  readonly values: ReadonlyMap<string, PrintedValue | null>;
  readonly isWhole: boolean;
};

/** The differences, and how many parameters were compared. A value that is not known is not compared. */
export type Comparison = { readonly differences: readonly DifferenceRecord[]; readonly compared: number };

/** By name of the parameter; one that only one side has is a difference. */
export const compareSides = (mine: ComparedSide, other: ComparedSide): Comparison => {
  const names = [...new Set([...mine.values.keys(), ...other.values.keys()])].sort(compareNatural);
  const differences: DifferenceRecord[] = [];
  let compared = 0;
  for (const parameter of names) {
    const [a, b] = [mine.values.get(parameter), other.values.get(parameter)];
    if (a === null || b === null) continue;
    if ((a === undefined && !mine.isWhole) || (b === undefined && !other.isWhole)) continue;
    compared++;
    if (a !== undefined && b !== undefined && isSameValue(a, b) === true) continue;
    differences.push({
      device: mine.name,
      other: other.name,
      parameter,
      value: a?.text ?? null,
      value_number: a?.number ?? null,
      other_value: b?.text ?? null,
      other_number: b?.number ?? null,
    });
  }
  return { differences, compared };
};

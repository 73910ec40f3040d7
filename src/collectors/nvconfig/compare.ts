// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares the parameters of two cards, or of a card and a saved one. */

import { compareNatural } from '../../core/natural-order.js';
import { isSameValue, type PrintedValue } from '../../hardware/nvconfig/printed-value.js';
import type { DifferenceRecord } from './records.js';

/** One side of a comparison. An unknown value is null; `isComplete` means that it has no other parameters. */
export type ComparedSide = {
  readonly name: string;
  readonly values: ReadonlyMap<string, PrintedValue | null>;
  readonly isComplete: boolean;
};

/** The differences, and the number of compared parameters. Unknown values are not compared. */
export type Comparison = { readonly differences: readonly DifferenceRecord[]; readonly compared: number };

/** Compares by parameter name; a parameter on one side only is a difference. */
export const compareSides = (mine: ComparedSide, other: ComparedSide): Comparison => {
  const names = [...new Set([...mine.values.keys(), ...other.values.keys()])].sort(compareNatural);
  const differences: DifferenceRecord[] = [];
  let compared = 0;
  for (const parameter of names) {
    const [a, b] = [mine.values.get(parameter), other.values.get(parameter)];
    if (a === null || b === null) continue;
    if ((a === undefined && !mine.isComplete) || (b === undefined && !other.isComplete)) continue;
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

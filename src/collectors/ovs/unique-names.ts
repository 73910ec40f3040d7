// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes names of rows unique: two rows may have the same text. Pure. */

import { compareNatural } from '../../core/natural-order.js';
import type { Row } from './snapshot.js';

/** A row, and a name that no other one has. */
export type UniqueName = { readonly row: Row; readonly name: string };

/** In the order of their names; of two with the same one the second is `span#2`. A row without a name has its uuid. */
export const withUniqueNames = (rows: readonly Row[], nameOf: (row: Row) => string | null): readonly UniqueName[] => {
  const seen = new Map<string, number>();
  return rows
    .map((row) => ({ row, name: nameOf(row) ?? row.uuid }))
    .sort((a, b) => compareNatural(a.name, b.name) || compareNatural(a.row.uuid, b.row.uuid))
    .map(({ row, name }) => {
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return { row, name: times === 1 ? name : `${name}#${times}` };
    });
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which events a block can count. The table is carried: the kernel's `event_list` ends, without a word, where a page of
 * memory does.
 */

import { BLUEFIELD2_EVENTS } from './events-bluefield2.js';
import { BLUEFIELD3_EVENTS } from './events-bluefield3.js';
import type { Event } from './plan.js';

/** The chips whose blocks differ. */
export const CHIPS = ['BlueField-2', 'BlueField-3'] as const;
export type Chip = (typeof CHIPS)[number];

const TABLES: Readonly<Record<Chip, Readonly<Record<string, string>>>> = {
  'BlueField-2': BLUEFIELD2_EVENTS,
  'BlueField-3': BLUEFIELD3_EVENTS,
};

/** Blocks of one design share a table. */
const SHARED: Readonly<Record<string, string>> = { triogen: 'smgen', gic: 'smgen', smmu: 'smgen' };

/** The kinds of block of a chip; `smgen` by the blocks that share it. */
export const kindsOf = (chip: Chip): readonly string[] =>
  Object.keys(TABLES[chip]).flatMap((kind) =>
    kind === 'smgen' ? Object.keys(SHARED).filter((one) => SHARED[one] === kind) : [kind],
  );

/** The events of a kind of block (`llt`), in order of their numbers; none where the chip has no such block. */
export const eventsOf = (chip: Chip, kind: string): readonly Event[] => {
  let next = 0;
  return (TABLES[chip][SHARED[kind] ?? kind] ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      if (word.startsWith('@')) {
        next = Number.parseInt(word.slice(1), 16);
        return [];
      }
      return [{ id: next++, name: word }];
    });
};

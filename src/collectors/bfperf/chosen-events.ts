// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--event BLOCK:EVENT`: which counters of which blocks are to count what. */

import { FabricError } from '../../core/error.js';
import { listNames } from '../../core/list-names.js';
import { type Chip, eventsOf } from './event-table.js';
import type { Block } from './hwmon.js';
import { chosenPlan, type Event, type Plan } from './plan.js';

/** The plans, in the order of the blocks. @throws usage for a block or an event that is not there */
export const chosenPlans = (blocks: readonly Block[], chosen: readonly string[]): readonly Plan[] => {
  const chip: Chip = blocks.some(({ kind }) => kind === 'llt') ? 'BlueField-3' : 'BlueField-2';
  const programmable = blocks.filter(({ style }) => style !== 'registers');
  const events = new Map<Block, Event[]>();
  for (const text of chosen) {
    const [where = '', what = ''] = text.split(':');
    const meant = programmable.filter(({ name, kind }) => name === where || kind === where);
    const [first] = meant;
    if (first === undefined) {
      throw new FabricError(
        'usage',
        `unknown block ${where}; available: ${listNames(programmable.map(({ name }) => name))}`,
      );
    }
    const event = eventsOf(chip, first.kind).find(({ id, name }) => name === what.toUpperCase() || isNumber(what, id));
    if (event === undefined) {
      throw new FabricError('usage', `unknown event ${what} for block ${where}`, {
        fix: `fabric bfperf events ${first.kind}`,
      });
    }
    for (const block of meant) events.set(block, [...(events.get(block) ?? []), event]);
  }
  return blocks.flatMap((block) => {
    const own = events.get(block);
    return own === undefined ? [] : [chosenPlan(block, own)];
  });
};

/** By its number, in decimal or as the driver prints it. */
const isNumber = (text: string, id: number): boolean => /^(?:0x[0-9a-fA-F]+|\d+)$/.test(text) && Number(text) === id;

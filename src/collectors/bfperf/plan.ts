// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Plans which events of which block are measured, and the worth of one count of each. */

import { FabricError } from '../../core/error.js';
import type { Block } from './hwmon.js';

/** An event of a block, by the number that the driver takes for it. */
export type Event = { readonly id: number; readonly name: string };

/** A counter that is to count an event. */
export type Planned = { readonly counter: number; readonly event: Event };

/** A block with what its counters are to count. `clock` is the counter of its cycles; null where none can count them. */
export type Plan = { readonly block: Block; readonly clock: number | null; readonly counters: readonly Planned[] };

const event = (id: number, name: string): Event => ({ id, name });

/** Events of a BlueField-3: requests, misses, and transfers to memory. */
const BLUEFIELD3: Readonly<Record<string, readonly Event[]>> = {
  llt: [
    event(0x54, 'GDC_BANK0_RD_REQ'),
    event(0x7b, 'GDC_BANK1_RD_REQ'),
    event(0x55, 'GDC_BANK0_WR_REQ'),
    event(0x7c, 'GDC_BANK1_WR_REQ'),
  ],
  llt_miss: [event(0x0, 'GDC_MISS_MACHINE_RD_REQ'), event(0x1, 'GDC_MISS_MACHINE_WR_REQ')],
  mss: [event(0x1, 'SKYLIB_DDN_TX_FLITS'), event(0x6, 'SKYLIB_DDN_RX_FLITS')],
};

/** Events of a BlueField-2, the most important first: a block may have fewer counters. */
const BLUEFIELD2: Readonly<Record<string, readonly Event[]>> = {
  tile: [
    event(0x4c, 'MEMORY_READS'),
    event(0x4d, 'MEMORY_WRITES'),
    event(0x45, 'HNF_REQUESTS'),
    event(0x6d, 'MEMORY_READS_BYPASS'),
  ],
  tilenet: [event(0x12, 'CDN_REQ'), event(0x13, 'DDN_REQ'), event(0x14, 'NDN_REQ')],
  l3cachehalf: [
    event(0x17, 'HITS_BANK0'),
    event(0x18, 'HITS_BANK1'),
    event(0x19, 'MISSES_BANK0'),
    event(0x1a, 'MISSES_BANK1'),
    event(0x1, 'CYCLES'),
  ],
  trio: [
    event(0xa0, 'TPIO_DATA_BEAT'),
    event(0xa1, 'TDMA_DATA_BEAT'),
    event(0xa2, 'MAP_DATA_BEAT'),
    event(0xa3, 'TXMSG_DATA_BEAT'),
  ],
  smmu: [event(0x0, 'AW_REQ'), event(0x8, 'AR_REQ'), event(0xe, 'TBU_MISS'), event(0xd, 'AR_REQ_TBU')],
  mss: [event(0xc0, 'RXREQ_MSS'), event(0xc1, 'RXDAT_MSS'), event(0xc2, 'TXRSP_MSS'), event(0xc3, 'TXDAT_MSS')],
};

/** The plan that shows most of the machine: one for every block that has one. */
export const defaultPlans = (blocks: readonly Block[]): readonly Plan[] => {
  const isBlueField3 = blocks.some(({ kind }) => kind === 'llt');
  const events = isBlueField3 ? BLUEFIELD3 : BLUEFIELD2;
  return blocks.flatMap((block) => {
    if (block.style === 'registers') return block.kind === 'pcie' && !isBlueField3 ? [planOf(block, [])] : [];
    const own = events[block.kind];
    return own === undefined ? [] : [planOf(block, own)];
  });
};

/** As many events as the block has counters, without the counter of its clock. */
const planOf = (block: Block, events: readonly Event[]): Plan => {
  const clock = block.countsClock ? 0 : null;
  const free = block.counters.filter((counter) => counter !== clock);
  const counters = free.flatMap((counter, i) => (events[i] === undefined ? [] : [{ counter, event: events[i] }]));
  return { block, clock, counters };
};

/** The plan of events that a user chose. @throws usage where a block has too few counters */
export const chosenPlan = (block: Block, events: readonly Event[]): Plan => {
  const plan = planOf(block, events);
  if (plan.counters.length === events.length) return plan;
  throw new FabricError(
    'usage',
    `block ${block.name} has ${plan.counters.length} counters, but ${events.length} events were given`,
  );
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The output of bfperf_pmc as counts. Of its three sections the first has the counts, the last what they must come to. */

import { member, parseForeignJson } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import type { BlockCounts, CountedEvent } from './block-counts.js';
import type { Event } from './plan.js';
import { flowPerSecond, sumOf } from './rates.js';

/** The meaning of the tool's names: the counter it uses, and the event it programs there. */
const EVENTS: Readonly<Record<string, Readonly<Record<string, { readonly counter: string; readonly event: Event }>>>> =
  {
    llt: {
      BANK0_RD: { counter: '1', event: { id: 0x54, name: 'GDC_BANK0_RD_REQ' } },
      BANK1_RD: { counter: '2', event: { id: 0x7b, name: 'GDC_BANK1_RD_REQ' } },
      BANK0_WR: { counter: '3', event: { id: 0x55, name: 'GDC_BANK0_WR_REQ' } },
      BANK1_WR: { counter: '4', event: { id: 0x7c, name: 'GDC_BANK1_WR_REQ' } },
    },
    llt_miss: {
      RD_MISS: { counter: '1', event: { id: 0x0, name: 'GDC_MISS_MACHINE_RD_REQ' } },
      WR_MISS: { counter: '2', event: { id: 0x1, name: 'GDC_MISS_MACHINE_WR_REQ' } },
    },
    mss: {
      DDR_RD: { counter: '1', event: { id: 0x1, name: 'SKYLIB_DDN_TX_FLITS' } },
      DDR_WR: { counter: '2', event: { id: 0x6, name: 'SKYLIB_DDN_RX_FLITS' } },
    },
  };

/** The tool's names for the sums of a kind. */
const SUMS: Readonly<Record<string, readonly [read: string, write: string]>> = {
  llt: ['RD_Gbps', 'WR_Gbps'],
  llt_miss: ['RD_MISS_Gbps', 'WR_MISS_Gbps'],
  mss: ['DDR_RD_Gbps', 'DDR_WR_Gbps'],
};

/** The tool rounds the bandwidth of every counter to a hundredth before it sums them. */
const ROUNDING_GBPS = 0.005;

/** The counts of every block; null when the output is not what the tool prints, or contradicts itself. */
export const parseToolOutput = (stdout: string): readonly BlockCounts[] | null => {
  const counts = sectionOf(stdout, 'pmc_res');
  const sums = sectionOf(stdout, 'pmc_res_bw_agg');
  if (counts === null || sums === null || sectionOf(stdout, 'pmc_res_bw') === null) return null;
  const blocks: BlockCounts[] = [];
  for (const kind of Object.keys(EVENTS)) {
    const own = blocksOf(kind, member(counts, kind));
    if (own === null || own.length === 0 || !agree(kind, own, member(sums, kind))) return null;
    blocks.push(...own);
  }
  return blocks;
};

/** The JSON between a header and the next one, or the end. */
const sectionOf = (stdout: string, name: string): Json | null => {
  const lines = stdout.split('\n').map((line) => line.trimEnd());
  const from = lines.indexOf(` === ${name} ===`);
  if (from < 0) return null;
  const to = lines.findIndex((line, i) => i > from && line.startsWith(' === '));
  return parseForeignJson(lines.slice(from + 1, to < 0 ? undefined : to).join('\n'));
};

const blocksOf = (kind: string, json: Json): readonly BlockCounts[] | null => {
  const megahertz = numberOf(member(json, 'freq_mhz'));
  const data = member(json, 'data');
  if (megahertz === null || megahertz <= 0 || typeof data !== 'object' || data === null) return null;
  const blocks: BlockCounts[] = [];
  for (const block of Object.keys(data)) {
    if (block.replace(/(?<!\d)\d+$/, '') !== kind) return null;
    const found = blockOf(block, kind, Math.round(megahertz * 100) * 10_000, member(data, block));
    if (found === null) return null;
    blocks.push(found);
  }
  return blocks;
};

const blockOf = (block: string, kind: string, hertz: number, json: Json): BlockCounts | null => {
  const cycles = countOf(member(json, 'CLOCK'));
  const counters = Object.entries(EVENTS[kind] ?? {}).map(
    ([name, { counter, event }]): CountedEvent => ({
      counter,
      event,
      count: countOf(member(json, name)),
      value: null,
      reason: null,
    }),
  );
  if (cycles === null || cycles === 0n || counters.some(({ count }) => count === null)) return null;
  const clock: CountedEvent = { counter: '0', event: null, count: cycles, value: null, reason: null };
  const known = { block, kind, wasEnabled: null, clockHertz: hertz, clockReason: null };
  return { ...known, seconds: Number(cycles) / hertz, counters: [clock, ...counters], reason: null };
};

/** Whether our sums are the tool's, but for its rounding. */
const agree = (kind: string, blocks: readonly BlockCounts[], sums: Json): boolean =>
  (['read', 'write'] as const).every((way, i) => {
    const ours = sumOf(blocks.map((block) => flowPerSecond(block, way)));
    const theirs = numberOf(member(sums, SUMS[kind]?.[i] ?? ''));
    if (ours === null || theirs === null) return false;
    const parts = blocks.reduce((sum, { counters }) => sum + counters.length, 0);
    return Math.abs((ours * 8) / 1e9 - theirs) <= ROUNDING_GBPS * (parts + 1);
  });

const countOf = (json: Json): bigint | null => {
  if (typeof json === 'bigint') return json >= 0n ? json : null;
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 ? BigInt(json) : null;
};

const numberOf = (json: Json): number | null =>
  typeof json === 'number' || typeof json === 'bigint' ? Number(json) : null;

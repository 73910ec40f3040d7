// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The levels of the memory: the sums over their blocks, and how many requests found what they wanted. Pure. */

import type { RecordOf } from '../../core/field.js';
import type { Reason } from '../../core/problem.js';
import type { TypedFinding } from '../../core/record-type.js';
import type { BlockCounts } from './block-counts.js';
import { findingsFor, type RecordsAndFindings, reasonIn } from './block-records.js';
import { flowPerSecond, hitRatio, sumOf } from './rates.js';
import type { MEMORY, Types } from './records.js';

type Memory = RecordOf<(typeof MEMORY)['fields']>;

/** A level by the blocks that serve it; `requests` names no data where only hits are counted. */
type Level = { readonly level: string; readonly kind: string; readonly missKind: string | null };

const LEVELS: readonly Level[] = [
  { level: 'llc', kind: 'llt', missKind: 'llt_miss' },
  { level: 'l3', kind: 'l3cachehalf', missKind: null },
  { level: 'ddr', kind: 'mss', missKind: null },
  { level: 'ddr', kind: 'tile', missKind: null },
];

/** The levels that the machine has. The mss blocks of a BlueField-2 count messages, and no data. */
export const memoryRecords = (blocks: readonly BlockCounts[]): RecordsAndFindings<Memory> => {
  const isBlueField3 = blocks.some(({ kind }) => kind === 'llt');
  const findings: TypedFinding<Types>[] = [];
  const records = LEVELS.flatMap((level) => {
    const own = blocks.filter(({ kind }) => kind === level.kind);
    if (own.length === 0 || (level.kind === 'mss' && !isBlueField3)) return [];
    const misses = blocks.filter(({ kind }) => kind === level.missKind);
    const found = level.kind === 'l3cachehalf' ? l3Of(level, own) : levelOf(level, own, misses);
    findings.push(...found.findings);
    return found.records;
  });
  return { records, findings };
};

/** Why a sum of blocks is not known, with the name of the first block that is missing. */
const reasonOf = (blocks: readonly BlockCounts[]): Reason | null => {
  for (const block of blocks) {
    const reason = reasonIn(block);
    if (reason !== null) return { ...reason, detail: `${block.block}: ${reason.detail}` };
  }
  return null;
};

const levelOf = (
  { level, kind, missKind }: Level,
  own: readonly BlockCounts[],
  misses: readonly BlockCounts[],
): RecordsAndFindings<Memory> => {
  const findings: TypedFinding<Types>[] = [];
  const sum = (of: readonly BlockCounts[], way: 'read' | 'write') => sumOf(of.map((one) => flowPerSecond(one, way)));
  const reads = sum(own, 'read');
  const writes = sum(own, 'write');
  const reason = reasonOf(own);
  if (reason !== null) {
    findings.push(
      ...findingsFor('memory', level, ['read_bytes_per_second', 'write_bytes_per_second', 'blocks'], reason),
    );
  }
  const clock = own.find(({ clockReason }) => clockReason !== null)?.clockReason ?? null;
  if (clock !== null) findings.push(...findingsFor('memory', level, ['clock_hertz'], clock));
  const ratio = (field: string, requests: number | null, missed: number | null): number | null => {
    if (missKind === null) return null;
    if (requests === null || missed === null) {
      const why = reason ?? reasonOf(misses) ?? { code: 'absent' as const, detail: `no ${missKind} blocks` };
      findings.push(...findingsFor('memory', level, [field], why));
      return null;
    }
    const found = hitRatio(requests, missed);
    if (found === null) findings.push(...findingsFor('memory', level, [field], whyNoRatio(requests)));
    return found;
  };
  const [missedReads, missedWrites] = misses.length === 0 ? [null, null] : [sum(misses, 'read'), sum(misses, 'write')];
  const ratios = {
    read_hit_ratio: ratio('read_hit_ratio', reads, missedReads),
    write_hit_ratio: ratio('write_hit_ratio', writes, missedWrites),
    hit_ratio: ratio('hit_ratio', sumOf([reads, writes]), sumOf([missedReads, missedWrites])),
  };
  const record = {
    level,
    read_bytes_per_second: reads,
    write_bytes_per_second: writes,
    ...ratios,
    derived: derivedOf({
      ...ratios,
      // Only the names of the events imply that a read of a tile is a line of 64 bytes.
      ...(kind === 'tile' ? { read_bytes_per_second: reads, write_bytes_per_second: writes } : {}),
    }),
    clock_hertz: own[0]?.clockHertz ?? null,
    blocks: reason === null ? own.length : null,
  };
  return { records: [record], findings };
};

/** The halves count hits and misses of both banks, without distinguishing reads from writes. */
const l3Of = ({ level }: Level, own: readonly BlockCounts[]): RecordsAndFindings<Memory> => {
  const count = (stem: string): number =>
    own
      .flatMap(({ counters }) => counters)
      .filter(({ event }) => event?.name.startsWith(stem))
      .reduce((sum, one) => sum + Number(one.count ?? 0n), 0);
  const reason = reasonOf(own);
  const [hits, misses] = [count('HITS_BANK'), count('MISSES_BANK')];
  const hit_ratio = reason === null ? hitRatio(hits + misses, misses) : null;
  const why = reason ?? (hit_ratio === null ? whyNoRatio(hits + misses) : null);
  const fields = reason === null ? ['hit_ratio'] : ['hit_ratio', 'blocks'];
  const record = {
    level,
    read_bytes_per_second: null,
    write_bytes_per_second: null,
    read_hit_ratio: null,
    write_hit_ratio: null,
    hit_ratio,
    derived: derivedOf({ hit_ratio }),
    clock_hertz: null,
    blocks: reason === null ? own.length : null,
  };
  return { records: [record], findings: why === null ? [] : findingsFor('memory', level, fields, why) };
};

const whyNoRatio = (requests: number): Reason =>
  requests === 0
    ? { code: 'absent', detail: 'no requests' }
    : { code: 'unreadable', detail: 'more misses than requests' };

/** The names of the fields with a value; null without any. */
const derivedOf = (fields: Readonly<Record<string, number | null>>): readonly string[] | null => {
  const names = Object.keys(fields).filter((name) => fields[name] !== null);
  return names.length === 0 ? null : names;
};

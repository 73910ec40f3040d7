// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What an interface counts: the declared counters, and all others by their own name. Pure. */
import type { Reading } from '../../core/attribute.js';
import { mapIn } from './columns.js';
import type { Take } from './findings.js';
import type { Atom } from './ovsdb.js';
import { STATISTICS } from './record-ports.js';
import type { Row } from './snapshot.js';

type Counts = { readonly [K in keyof typeof STATISTICS]: bigint | null };

const NAMES = Object.keys(STATISTICS) as (keyof Counts)[];
const DECLARED: ReadonlySet<string> = new Set(NAMES);

/** Declared counters, null where the interface does not have them, and the others. */
export const readStatistics = (
  row: Row,
  where: string,
  take: Take,
): Counts & { readonly extra: Readonly<Record<string, bigint | null>> } => {
  const told = take(mapIn(row, 'statistics'), 'interfaces', where, ...NAMES) ?? NOTHING;
  const counts: Partial<Record<string, bigint | null>> = {};
  const extra: (readonly [string, bigint | null])[] = [];
  for (const name of NAMES) counts[name] = null;
  for (const [name, atom] of told) {
    const count = take(readCount(atom), 'interfaces', where, name);
    if (DECLARED.has(name)) counts[name] = count;
    else extra.push([name, count]);
  }
  return { ...(counts as Counts), extra: Object.fromEntries(extra) };
};

const NOTHING: ReadonlyMap<string, Atom> = new Map();

const NONE: Reading<bigint> = { value: 0n };

/** -1 is how a counter of 64 bits that the device does not have fits into the database. */
export const readCount = (atom: Atom): Reading<bigint> => {
  if (atom === 0) return NONE; // most are
  const value = typeof atom === 'bigint' ? atom : Number.isSafeInteger(atom) ? BigInt(atom as number) : null;
  if (value === null) return { value: null, reason: { code: 'parse', detail: 'not a count' } };
  if (value >= 0n) return { value };
  const reason =
    value === -1n
      ? ({ code: 'not_supported', detail: 'the device does not count it' } as const)
      : ({ code: 'parse', detail: `${value} is no count` } as const);
  return { value: null, reason };
};

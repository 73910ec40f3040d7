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

/** Declared counters, null where the interface does not have them, and the others. */
export const readStatistics = (
  row: Row,
  where: string,
  take: Take,
): Counts & { extra: Record<string, bigint | null> } => {
  const names = Object.keys(STATISTICS) as (keyof Counts)[];
  const told = take(mapIn(row, 'statistics'), 'interfaces', where, ...names) ?? new Map<string, Atom>();
  const countOf = (name: string, atom: Atom) => take(readCount(atom), 'interfaces', where, name);
  const declared = names.map((name) => {
    const atom = told.get(name);
    return [name, atom === undefined ? null : countOf(name, atom)];
  });
  const others = [...told].filter(([name]) => !Object.hasOwn(STATISTICS, name));
  return {
    ...(Object.fromEntries(declared) as Counts),
    extra: Object.fromEntries(others.map(([name, atom]) => [name, countOf(name, atom)])),
  };
};

/** -1 is how a counter of 64 bits that the device does not have fits into the database. */
export const readCount = (atom: Atom): Reading<bigint> => {
  const value = typeof atom === 'bigint' ? atom : Number.isSafeInteger(atom) ? BigInt(atom as number) : null;
  if (value === null) return { value: null, reason: { code: 'parse', detail: 'not a count' } };
  if (value >= 0n) return { value };
  const reason =
    value === -1n
      ? ({ code: 'not_supported', detail: 'the device does not count it' } as const)
      : ({ code: 'parse', detail: `${value} is no count` } as const);
  return { value: null, reason };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the statistics of an interface: declared counters, and all others by their own name. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import { mapIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { Atom } from './ovsdb.js';
import { INTERFACES, STATISTICS } from './record-ports.js';
import type { Row } from './snapshot.js';

type Counts = { readonly [K in keyof typeof STATISTICS]: bigint | null };

const NAMES = Object.keys(STATISTICS) as (keyof Counts)[];
/** Without a prototype: the names of others are the switch's. */
const byName = (): Record<string, bigint | null> => Object.create(null);
const NONE_COUNTED = NAMES.reduce((none, name) => Object.assign(none, { [name]: null }), byName());

/** Declared counters, null when the interface lacks them, and all others. */
export const parseStatistics = (
  row: Row,
  where: string,
  take: OvsTaker,
): Counts & { readonly extra: Readonly<Record<string, bigint | null>> } => {
  const reported = take(mapIn(row, 'statistics'), 'interfaces', where, ...NAMES) ?? NOTHING;
  const counts = { ...NONE_COUNTED };
  const extra = byName();
  for (const [name, atom] of reported) {
    const isDeclared = name in NONE_COUNTED;
    const field = isDeclared ? name : freeName(name, reported);
    const count = atom === 0 ? 0n : take(parseCount(atom), 'interfaces', where, field); // most are 0
    if (isDeclared) counts[field] = count;
    else extra[field] = count;
  }
  return { ...(counts as Counts), extra };
};

/** A device may count what another field is called: `state` is kept as `statistics_state`. */
const freeName = (name: string, reported: ReadonlyMap<string, Atom>): string => {
  // `in`, not hasOwn: names such as `__proto__` must not become keys either.
  if (!(name in INTERFACES.fields)) return name;
  let other = `statistics_${name}`;
  while (reported.has(other)) other += '_';
  return other;
};

const NOTHING: ReadonlyMap<string, Atom> = new Map();

const NONE: ValueOrReason<bigint> = { value: 0n };

/** -1 is how a counter of 64 bits that the device does not have fits into the database. */
export const parseCount = (atom: Atom): ValueOrReason<bigint> => {
  if (atom === 0) return NONE; // most are
  const value = typeof atom === 'bigint' ? atom : Number.isSafeInteger(atom) ? BigInt(atom as number) : null;
  if (value === null) return { value: null, reason: { code: 'parse', detail: 'not a count' } };
  if (value >= 0n) return { value };
  const reason =
    value === -1n
      ? ({ code: 'not_supported', detail: 'not counted by the device' } as const)
      : ({ code: 'parse', detail: `${value} is not a count` } as const);
  return { value: null, reason };
};

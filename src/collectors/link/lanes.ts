// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Joins the values of counters, module and eyes into one record per lane. */

/** Values per lane, by field. */
export type ByLane = { readonly [field: string]: readonly unknown[] };

type LaneOf<T extends ByLane> = { readonly lane: number } & { readonly [K in keyof T]: T[K][number] | null };

/** Returns one record per lane, from 0; a shorter list gives null for the last lanes. Null when no lane has a value. */
export const lanesOf = <const T extends ByLane>(lists: T): readonly LaneOf<T>[] | null => {
  if (Object.values(lists).every((list) => list.every((value) => value === null))) return null;
  const count = Math.max(...Object.values(lists).map((list) => list.length));
  return Array.from({ length: count }, (_, lane) => {
    const values = Object.entries(lists).map(([field, list]) => [field, list[lane] ?? null]);
    return { lane, ...Object.fromEntries(values) } as LaneOf<T>;
  });
};

/**
 * Expected number of lanes: that of the link, any valid number (a module, a link that is down), or unknown (a link that is
 * up, but whose width is missing).
 */
export type LaneCount = number | 'any' | 'unknown';

/** Returns the expected number of lanes of a link. */
export const laneCountOf = (width: number | null, isUp: boolean): LaneCount => width ?? (isUp ? 'unknown' : 'any');

/** Numbers of lanes that a module or a link can have. */
const LANE_COUNTS: readonly number[] = [1, 2, 4, 8];

/**
 * Returns the lists if all have one value per lane. If a list lost or repeated a value, it is unclear which lane the other
 * values belong to, so all lists are emptied and `noteMismatch` is called for each.
 */
export const dropMismatchedLanes = <const T extends ByLane>(
  lists: T,
  count: LaneCount,
  noteMismatch: (field: string, detail: string) => void,
): T => {
  const named = Object.entries(lists).filter(([, list]) => list.length > 0);
  const lengths = [...new Set(named.map(([, list]) => list.length))];
  const detail = lengths.length === 0 ? null : mismatchIn(lengths, count);
  if (detail === null) return lists;
  for (const [field] of named) noteMismatch(field, detail);
  return Object.fromEntries(Object.keys(lists).map((field) => [field, []])) as unknown as T;
};

const mismatchIn = ([length = 0, ...others]: readonly number[], count: LaneCount): string | null => {
  if (others.length > 0) return 'lists have different numbers of lanes';
  if (count === 'unknown') return `values for ${length} lanes, but the link width is unknown`;
  if (count === 'any') return LANE_COUNTS.includes(length) ? null : `values for ${length} lanes`;
  return length === count ? null : `values for ${length} lanes, but the link has ${count}`;
};

/** Lane numbers as ranges: `0-3`, `0,2`. */
export const formatLanes = (lanes: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const lane of lanes) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === lane - 1) last[1] = lane;
    else runs.push([lane, lane]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
};

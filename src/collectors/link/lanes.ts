// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The lanes of a port: what its counters, its module and its eyes say of each, under one number. */

/** Values lane by lane. */
export type ByLane = { readonly [field: string]: readonly unknown[] };

type LaneOf<T extends ByLane> = { readonly lane: number } & { readonly [K in keyof T]: T[K][number] | null };

/** One record a lane, from 0; a list that is shorter says nothing of the last ones. Null when no lane says anything. */
export const lanesOf = <const T extends ByLane>(lists: T): readonly LaneOf<T>[] | null => {
  if (Object.values(lists).every((list) => list.every((value) => value === null))) return null;
  const count = Math.max(...Object.values(lists).map((list) => list.length));
  return Array.from({ length: count }, (_, lane) => {
    const values = Object.entries(lists).map(([field, list]) => [field, list[lane] ?? null]);
    return { lane, ...Object.fromEntries(values) } as LaneOf<T>;
  });
};

/**
 * How many lanes a list has to have: those of the link; any number that there is (a module, a link that is down); or
 * unknown, because the answer lost the width of a link that is up.
 */
export type LaneCount = number | 'any' | 'unknown';

/** The lanes of a link. */
export const laneCountOf = (width: number | null, isUp: boolean): LaneCount => width ?? (isUp ? 'unknown' : 'any');

/** A module or a link has so many. */
const COUNTS: readonly number[] = [1, 2, 4, 8];

/**
 * Lists that have one value a lane must have one length, and the right one. Lists of which one lost or doubled a value put
 * the others' lanes in doubt: none of them is kept then. `doubt` hears which.
 */
export const dropMismatchedLanes = <const T extends ByLane>(
  lists: T,
  count: LaneCount,
  doubt: (field: string, detail: string) => void,
): T => {
  const named = Object.entries(lists).filter(([, list]) => list.length > 0);
  const lengths = [...new Set(named.map(([, list]) => list.length))];
  const detail = lengths.length === 0 ? null : doubtIn(lengths, count);
  if (detail === null) return lists;
  for (const [field] of named) doubt(field, detail);
  return Object.fromEntries(Object.keys(lists).map((field) => [field, []])) as unknown as T;
};

const doubtIn = ([length = 0, ...others]: readonly number[], count: LaneCount): string | null => {
  if (others.length > 0) return 'lists have different numbers of lanes';
  if (count === 'unknown') return `values for ${length} lanes, but the link width is unknown`;
  if (count === 'any') return COUNTS.includes(length) ? null : `values for ${length} lanes`;
  return length === count ? null : `values for ${length} lanes, but the link has ${count}`;
};

/** Numbers of lanes in few words: `0-3`, `0,2`. */
export const formatLanes = (lanes: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const lane of lanes) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === lane - 1) last[1] = lane;
    else runs.push([lane, lane]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
};

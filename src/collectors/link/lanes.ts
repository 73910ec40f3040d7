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
 * Lists that have one value a lane must have one length, and where it is known the width of the link. Lists of which one
 * lost or doubled a value put the others' lanes in doubt: none of them is kept then. `doubt` hears which.
 */
export const ofOneLength = <const T extends ByLane>(
  lists: T,
  width: number | null,
  doubt: (field: string, detail: string) => void,
): T => {
  const lengths = new Set(Object.values(lists).flatMap((list) => (list.length === 0 ? [] : [list.length])));
  const [length] = lengths;
  if (lengths.size === 0 || (lengths.size === 1 && (width === null || length === width))) return lists;
  const named = Object.entries(lists).filter(([, list]) => list.length > 0);
  const detail =
    lengths.size === 1 ? `values of ${length} lanes, and the link has ${width}` : 'lists of different numbers of lanes';
  for (const [field] of named) doubt(field, detail);
  return Object.fromEntries(Object.keys(lists).map((field) => [field, []])) as unknown as T;
};

/** Numbers of lanes in few words: `0-3`, `0,2`. */
export const sayLanes = (lanes: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const lane of lanes) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === lane - 1) last[1] = lane;
    else runs.push([lane, lane]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
};

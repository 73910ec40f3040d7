// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the output of `df --output=size,used,avail,target`. Pure. */

/** Bytes of a file system. */
export type DiskUsage = { readonly size: number; readonly used: number; readonly available: number };

const LINE = /^\s*(\d{1,16}|-)\s+(\d{1,16}|-)\s+(\d{1,16}|-)\s(\/.*)$/;

/** Usage by path, from complete lines. A path with unknown usage, or with two different values, has none. */
export const parseDf = (text: string): ReadonlyMap<string, DiskUsage> => {
  const found = new Map<string, DiskUsage>();
  const doubtful = new Set<string>();
  // The last line of an answer that was cut would be of a shorter path.
  for (const line of text.split('\n').slice(0, -1)) {
    const [, size, used, available, target] = LINE.exec(line) ?? [];
    if (target === undefined) continue;
    const use = { size: Number(size), used: Number(used), available: Number(available) };
    const before = found.get(target);
    const isSame =
      before === undefined || Object.entries(before).every(([name, is]) => is === use[name as keyof DiskUsage]);
    if (!isSame || !isPlausible(use)) doubtful.add(target);
    found.set(target, use);
  }
  for (const target of doubtful) found.delete(target);
  return found;
};

/** More than there is would not be of one file system. */
const isPlausible = ({ size, used, available }: DiskUsage): boolean =>
  [size, used, available].every(Number.isSafeInteger) && used <= size && available <= size;

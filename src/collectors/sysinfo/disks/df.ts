// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What df prints with `--output=size,used,avail,target`. Pure. */

/** Bytes of a file system. */
export type Use = { readonly size: number; readonly used: number; readonly available: number };

const LINE = /^\s*(\d{1,16}|-)\s+(\d{1,16}|-)\s+(\d{1,16}|-)\s(\/.*)$/;

/** The use by the path; of two at one path the last one. A path whose use df does not know has none. */
export const parseDf = (text: string): ReadonlyMap<string, Use> => {
  const found = new Map<string, Use>();
  for (const line of text.split('\n')) {
    const [, size, used, available, target] = LINE.exec(line) ?? [];
    if (target === undefined) continue;
    const [a, b, c] = [Number(size), Number(used), Number(available)];
    // More than there is: not of one file system.
    if ([a, b, c].every(Number.isSafeInteger) && b <= a && c <= a)
      found.set(target, { size: a, used: b, available: c });
    else found.delete(target);
  }
  return found;
};

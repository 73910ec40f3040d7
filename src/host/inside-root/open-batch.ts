// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Opens the files below `--root` that one reader is to read. The reader inherits their descriptors, so it reads the very
 * files that were found and judged here, whatever their paths lead to by then.
 */

import { closeSync, type Stats } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import type { ErrnoAnswer } from '../../core/file-answer.js';
import { type InsideRoot, isOutOfDescriptors } from './inside-root.js';

/** An attribute is one page; a few files of /proc are larger. */
const LARGEST_BYTES = 1024 * 1024;

/** Descriptor of a child's first inherited file: after its stdin, stdout and stderr. */
const FIRST_INHERITED = 3;

/** Files at the beginning of what is to be read. */
export type OpenBatch<Item> = {
  /** Number of items that were opened or refused. */
  readonly taken: number;
  /** The files that are open, in the order of the items, each with its name in the reader's /proc/self/fd. */
  readonly opened: readonly { readonly item: Item; readonly name: string }[];
  readonly refused: readonly { readonly item: Item; readonly refusal: ErrnoAnswer }[];
  /** Descriptors that the reader inherits after stdin, stdout and stderr. */
  readonly descriptors: readonly number[];
};

/** Opens at most so many, and fewer when the descriptors run out. The caller closes them once the reader runs. */
export const openBatch = <Item extends { readonly path: string }>(
  inside: InsideRoot,
  items: readonly Item[],
  most: number,
): OpenBatch<Item> => {
  const opened: { readonly item: Item; readonly descriptor: number }[] = [];
  const refused: { readonly item: Item; readonly refusal: ErrnoAnswer }[] = [];
  let taken = 0;
  for (const item of items) {
    if (opened.length >= most) break;
    try {
      const { descriptor, stat } = inside.open(item.path);
      const refusal = refusalOf(stat);
      if (refusal === null) opened.push({ item, descriptor });
      else {
        closeSync(descriptor);
        refused.push({ item, refusal });
      }
    } catch (error) {
      if (isOutOfDescriptors(error) && opened.length > 0) break; // the rest is for the next reader
      const errno = errnoOf(error);
      if (errno === null) throw error;
      refused.push({ item, refusal: { kind: 'error', errno } });
    }
    taken++;
  }
  // In ascending order none is in the way of another when the child moves them to their places.
  const descriptors = opened.map(({ descriptor }) => descriptor).sort((a, b) => a - b);
  const names = new Map(descriptors.map((descriptor, i) => [descriptor, String(FIRST_INHERITED + i)]));
  return {
    taken,
    opened: opened.map(({ item, descriptor }) => ({ item, name: names.get(descriptor) ?? '' })),
    refused,
    descriptors,
  };
};

/** The reason not to open a file that is not an attribute; null for one to read. A FIFO is read: it may answer. */
const refusalOf = (stat: Stats): ErrnoAnswer | null => {
  if (stat.isCharacterDevice() || stat.isBlockDevice())
    return { kind: 'error', errno: 'EIO', detail: 'a device, not an attribute' };
  return stat.isFile() && stat.size > LARGEST_BYTES ? { kind: 'error', errno: 'EFBIG' } : null;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Files that are no kernel attributes, below a `--root` that somebody else made: a device without an end, or 100 MB. They
 * are told by their kind and size, before anything opens them. A FIFO stays: only reading tells one that will not answer.
 */
import { statSync } from 'node:fs';
import type { FileAnswer, FileGroup } from '../core/host.js';

/** An attribute is one page; a few files of /proc are larger. */
const LARGEST_BYTES = 1024 * 1024;

/** The groups without such files, and the answer for each of those. */
export const withoutOddFiles = (
  groups: readonly FileGroup[],
  below: (path: string) => string,
): { readonly plain: readonly FileGroup[]; readonly refused: ReadonlyMap<string, FileAnswer> } => {
  const refused = new Map<string, FileAnswer>();
  const isPlain = (path: string): boolean => {
    const errno = oddityOf(below(path));
    if (errno !== null) refused.set(path, { kind: 'error', errno });
    return errno === null;
  };
  return { plain: groups.map((group) => ({ ...group, paths: group.paths.filter(isPlain) })), refused };
};

const oddityOf = (path: string): string | null => {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isCharacterDevice() || stat?.isBlockDevice()) return 'a device, not an attribute';
    return stat?.isFile() && stat.size > LARGEST_BYTES ? 'EFBIG' : null;
  } catch {
    return null; // the reader meets the same error, and tells it
  }
};

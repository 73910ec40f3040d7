// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Names the kinds of files. */

import type { Stats } from 'node:fs';

/** Describes a file that should be a regular file, as a phrase after its path. */
export const kindOf = (stat: Stats): string => {
  if (stat.isDirectory()) return 'is a directory';
  if (stat.isFIFO()) return 'is a FIFO';
  return stat.isSymbolicLink() ? 'is a symbolic link' : 'is not a regular file';
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Who could change a file or a directory. Nothing that only root can change needs a second look. */
import type { Stats } from 'node:fs';

const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_OTHERS = 0o002;

/** Whether this process acts as root: then what it runs and what it obeys must be root's. */
export const actsAsRoot = (): boolean => process.geteuid?.() === 0;

/**
 * What is wrong with an owner or a mode, as a phrase after the path; null when only those users can change the file. A
 * sticky directory (/tmp) is as bad as another: where a name is free, anybody can put a file of their own there.
 */
export const ownershipComplaint = (stat: Stats, owners: readonly number[]): string | null => {
  if (!owners.includes(stat.uid)) return `belongs to uid ${stat.uid}`;
  if (stat.mode & WRITABLE_BY_OTHERS) return 'can be written by everyone';
  if (stat.mode & WRITABLE_BY_GROUP) return `can be written by the group ${stat.gid}`;
  return null;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Opens the directory of `--root`, or explains to the user why it cannot be used. */

import { errnoOf, FabricError, tooFewDescriptors } from '../../core/error.js';
import { type SpareDescriptors, spareDescriptors } from '../descriptor-limit.js';
import { InsideRoot } from './inside-root.js';
import { type OpenBatch, openBatch } from './open-batch.js';

/** With fewer descriptors a deep path could not be opened. DESCRIPTORS_NEEDED counts them. */
const FEWEST_DESCRIPTORS = 48;

/** Directories that are kept open, and files for one reader, however many descriptors there are: more cost no less each. */
const MOST_DIRECTORIES = 4096;
const MOST_FILES = 4096;

/** Reads below the directory. */
export type RootFiles = Pick<InsideRoot, 'list' | 'link' | 'forget'> & {
  /** The name in /etc/hostname; null without one. */
  readonly hostname: string | null;
  readonly openBatch: <Item extends { readonly path: string }>(items: readonly Item[]) => OpenBatch<Item>;
};

/**
 * Opens the directory for the life of the process. `command` is the one that the user typed.
 * @throws unreadable, descriptors
 */
export const openRoot = (root: string, command: string): RootFiles => {
  const { allowed, open, spare } = countSpare(root);
  if (spare < FEWEST_DESCRIPTORS) throw tooFewDescriptors(`${allowed} allowed, ${open} open`);
  try {
    const inside = new InsideRoot(root, Math.min(MOST_DIRECTORIES, Math.floor(spare / 3)));
    const mostFiles = Math.min(MOST_FILES, Math.floor(spare / 2));
    inside.list('/sys');
    return {
      list: (path) => inside.list(path),
      link: (path) => inside.link(path),
      forget: () => inside.forget(),
      hostname: hostnameIn(inside),
      openBatch: (items) => openBatch(inside, items, mostFiles),
    };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    const isForbidden = errno === 'EACCES' || errno === 'EPERM';
    const fix = isForbidden ? `sudo fabric ${command} --root ${root}` : 'name the directory that holds sys/';
    throw new FabricError('unreadable', `--root ${root}: no /sys below it (${errno})`, { fix, cause: error });
  }
};

/** The longest name is 64 bytes. */
const LONGEST_HOSTNAME_FILE = 256;

const hostnameIn = (inside: InsideRoot): string | null => {
  try {
    return inside.readSmallFile('/etc/hostname', LONGEST_HOSTNAME_FILE)?.trim() || null;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null; // no such file, or this user may not read it: the name is not known
  }
};

/** Paths are resolved through the /proc of this machine. */
const countSpare = (root: string): SpareDescriptors => {
  try {
    return spareDescriptors();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    const fix = 'mount -t proc proc /proc';
    throw new FabricError('unreadable', `--root ${root}: cannot use /proc of this machine (${errno})`, {
      fix,
      cause: error,
    });
  }
};

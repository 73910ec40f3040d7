// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Resolves a path in a recording through recorded links, and only those. Recorder and replay resolve
 * alike, so that what was recorded one way (`/sys/class/infiniband/mlx5_0/device/…`) is found when it is read another way.
 */

import { posix } from 'node:path';

/** The target of a recorded link; null when none was recorded at this path. */
export type LinkAt = (path: string) => string | null;

/** Like the kernel: more than 40 links are a loop. */
const MOST_LINKS = 40;

/** The path with every recorded link followed, the last part's only with `followLast`; null for a loop. */
export const resolveRecorded = (path: string, linkAt: LinkAt, followLast: boolean): string | null => {
  let parts = partsOf(path);
  let at = '';
  let budget = MOST_LINKS;
  for (let i = 0; i < parts.length; i++) {
    const here = `${at}/${parts[i]}`;
    const target = i < parts.length - 1 || followLast ? linkAt(here) : null;
    if (target === null) {
      at = here;
      continue;
    }
    if (budget-- === 0) return null;
    parts = partsOf(posix.resolve(at || '/', target, ...parts.slice(i + 1)));
    at = '';
    i = -1;
  }
  return at || '/';
};

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

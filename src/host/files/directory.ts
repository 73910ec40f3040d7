// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A directory used by its descriptor: replacing its path has no effect. */

import { chmodSync, closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';

/** An open directory. */
export type Directory = {
  /** The path that it was opened by, for messages. */
  readonly path: string;
  readonly stat: Stats;
  /** The path of an entry, below the descriptor. Without a mounted /proc it is the plain path. */
  readonly at: (name: string) => string;
  readonly chmod: (mode: number) => void;
  readonly close: () => void;
};

/** open(2): a descriptor that only names the directory, so no permission to list it is needed. Node has no name for it. */
const O_PATH = 0o10000000;

/** Opens a directory. `followsLink`: the path may end in a link to one. @throws the error of the system */
export const openDirectory = (path: string, { followsLink }: { readonly followsLink: boolean }): Directory => {
  const descriptor = openSync(path, O_PATH | constants.O_DIRECTORY | (followsLink ? 0 : constants.O_NOFOLLOW));
  const stat = fstatSync(descriptor);
  const byDescriptor = `/proc/self/fd/${descriptor}`;
  const isMounted = statSync(byDescriptor, { throwIfNoEntry: false })?.ino === stat.ino;
  const self = isMounted ? byDescriptor : path;
  return {
    path,
    stat,
    at: (name) => `${self}/${name}`,
    chmod: (mode) => chmodSync(self, mode),
    close: () => closeSync(descriptor),
  };
};

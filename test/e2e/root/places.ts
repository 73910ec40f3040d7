// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Files and directories of all kinds of owners and modes, each in a directory of its own. */

import { chmodSync, chownSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { isRoot, unprivileged } from '../machine.js';
import { makePlace } from '../runner/tools.js';

/** What is said behind the title of tests that only root can do, or that have to become somebody else. */
export const needsRoot = isRoot ? '' : ' (skipped: needs root)';
export const needsNobody = isRoot && unprivileged !== null ? '' : ' (skipped: needs root and setpriv or su)';

/** An ordinary user, and another one. */
export const NOBODY = 65534;
export const SOMEBODY = 1234;

/** Makes files below one place. */
export const makeFiles = () => {
  const place = makePlace();
  let count = 0;
  const directory = (mode = 0o755, parent = place): string => {
    const path = join(parent, `d${++count}`);
    mkdirSync(path);
    chmodSync(path, mode);
    return path;
  };
  return {
    place,
    directory,
    /** Gives the file, or the directory, to a user. */
    given: (path: string, uid: number): string => {
      chownSync(path, uid, uid);
      return path;
    },
    linkTo: (target: string, name = 'link', dir = directory()): string => {
      const path = join(dir, name);
      symlinkSync(target, path);
      return path;
    },
    fifo: (): string => {
      const path = join(directory(), 'fifo');
      execaSync('mkfifo', [path]);
      return path;
    },
  };
};

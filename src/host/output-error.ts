// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why something could not be written, in words. */
import { errnoOf, FabricError } from '../core/error.js';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'quota used up',
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such directory',
  ENOTDIR: 'not a directory',
  EEXIST: 'a temporary file of the same name is there',
  EFBIG: 'file too large',
  EIO: 'input/output error',
};

/** The error for a failed write; anything but a failed system call is thrown as it is. `more` is said at the end. */
export const outputError = (where: string, cause: unknown, more = ''): FabricError => {
  const errno = errnoOf(cause);
  if (errno === null) throw cause;
  return new FabricError('output', `${where}: ${WORDS[errno] ?? 'cannot be written'} (${errno})${more}`, { cause });
};

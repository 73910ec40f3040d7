// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why something could not be written, in words. */

import { errnoOf, FabricError } from '../../core/error.js';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'quota exceeded',
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'no such directory',
  ENOTDIR: 'not a directory',
  EEXIST: 'temporary file already exists',
  EFBIG: 'file too large',
  EIO: 'input/output error',
};

/** The error for a failed write; anything but a failed system call is thrown as it is. `more` is appended. */
export const outputError = (where: string, cause: unknown, more = ''): FabricError => {
  const errno = errnoOf(cause);
  if (errno === null) throw cause;
  return new FabricError('output', `cannot write ${where}: ${WORDS[errno] ?? 'write failed'} (${errno})${more}`, {
    cause,
  });
};

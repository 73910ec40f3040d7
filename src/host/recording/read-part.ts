// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One file of a recording, read whole: a regular file that lies there itself, and not too large. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, FabricError } from '../../core/error.js';

/** No recording is as large: the counters of 256 adapters are 2 MB. */
export const SIZE_LIMIT = 64 * 1024 * 1024;

// A link could lead out of the directory; a FIFO would never answer.
const PLAINLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Its text. @throws not_found when it is not there, recording when it is no plain file or too large */
export const readPart = (directory: string, name: string): string => {
  const path = join(directory, name);
  try {
    const file = openSync(path, PLAINLY);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) throw unreadable(`${path}: not a regular file`, 'a recording is plain files');
      if (stat.size > SIZE_LIMIT) {
        throw unreadable(
          `${path}: ${stat.size} bytes, more than a recording may have (${SIZE_LIMIT})`,
          'record fewer devices at once: -d NAME',
        );
      }
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    if (errno === 'ELOOP')
      throw unreadable(`${path}: a symbolic link, which is not followed`, 'a recording is plain files');
    throw new FabricError('not_found', `${directory} is no recorded machine: ${name} cannot be read (${errno})`, {
      fix: 'a recorded machine has host.json and files.ndjson',
      cause: error,
    });
  }
};

/** A recording that cannot be understood. */
export const unreadable = (
  message: string,
  fix = 'record the machine again, or mend the line',
  cause?: unknown,
): FabricError => new FabricError('recording', message, { fix, cause });

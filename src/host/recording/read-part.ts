// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads one file of a recording: a regular file that lies there itself, and not too large. */

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, FabricError } from '../../core/error.js';
import type { Directory } from '../files/directory.js';
import { readAtMost } from '../files/read-at-most.js';

/** No recording is as large: the counters of 256 adapters are 2 MB. */
export const SIZE_LIMIT = 64 * 1024 * 1024;

/** Location of a recording: a path, or an open directory. */
export type Place = string | Directory;

/** The path of a part, for messages. */
export const partPath = (place: Place, name: string): string =>
  join(typeof place === 'string' ? place : place.path, name);

/** The path to open it by. */
export const pathToOpen = (place: Place, name: string): string =>
  typeof place === 'string' ? join(place, name) : place.at(name);

// A link could lead out of the directory; a FIFO would never answer.
const PLAINLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The bytes of a part. @throws not_found when it does not exist, recording when it is not a plain file or too large */
export const readPart = (place: Place, name: string): Buffer => {
  const path = partPath(place, name);
  try {
    const file = openSync(pathToOpen(place, name), PLAINLY);
    try {
      if (!fstatSync(file).isFile())
        throw recordingError(`${path}: not a regular file`, 'a recording consists of regular files');
      const bytes = readAtMost(file, SIZE_LIMIT);
      if (bytes === null) {
        throw recordingError(
          `${path}: more than a recording may have (${SIZE_LIMIT} bytes)`,
          'record fewer devices at once: -d NAME',
        );
      }
      return bytes;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    if (errno === 'ELOOP')
      throw recordingError(`${path}: symlinks are not followed`, 'a recording consists of regular files');
    const directory = typeof place === 'string' ? place : place.path;
    throw new FabricError('not_found', `${directory} is not a recording: cannot read ${name} (${errno})`, {
      fix: 'a recording contains host.json and files.ndjson',
      cause: error,
    });
  }
};

/** A recording that cannot be parsed. */
export const recordingError = (
  message: string,
  fix = 'record the machine again, or repair the line',
  cause?: unknown,
): FabricError => new FabricError('recording', message, { fix, cause });

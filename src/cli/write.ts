// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes to stdout and stderr; handles EPIPE (the reader is gone) and EAGAIN (the pipe is full). */

import { writeSync } from 'node:fs';
import { errnoOf, FabricError } from '../core/error.js';
import { STDERR, STDOUT } from '../core/stream-name.js';
import { outputError } from '../host/files/output-error.js';

const RETRY_MS = 2;

/** Writes the answer, to stdout unless `-o` named a stream. False: its reader went away (`| head -1`), which is no error. @throws output */
export const writeStdout = (text: string, fd = STDOUT, shownAs = 'stdout'): boolean => writeStream(fd, text, shownAs);

/** Writes messages to stderr; errors there are ignored. */
export const writeStderr = (text: string): void => {
  try {
    writeStream(STDERR, text, 'stderr');
  } catch (error) {
    if (!(error instanceof FabricError)) throw error;
  }
};

/** Synchronous, because it costs nothing to load and nothing is lost when the process ends. */
const writeStream = (fd: number, text: string, shownAs: string): boolean => {
  let rest: Buffer = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === 'EPIPE') return false;
      if (errno !== 'EAGAIN') throw outputError(shownAs, error);
      // A pipe that is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
  return true;
};

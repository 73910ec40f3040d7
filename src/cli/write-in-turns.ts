// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes the answer of a run so that a signal ends it also while its reader does not read. */

import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { errnoOf } from '../core/error.js';
import { STDOUT } from '../core/stream-name.js';
import { outputError } from '../host/files/output-error.js';
import { writeStdout } from './write.js';

const RETRY_MS = 10;

/** After a signal an active reader gets the rest of the line; a stopped one is not waited for. */
const MOST_MS_AFTER_A_SIGNAL = 200;

/**
 * Writes to stdout, or to the stream that `-o` names. A pipe gets it without blocking, in turns; a file or a terminal at once. Returns false when the reader
 * went away, which is no error. @throws output; the reason of `ended`
 */
export const writeAnswerInTurns = async (
  text: string,
  ended?: AbortSignal,
  fd = STDOUT,
  shownAs = 'stdout',
): Promise<boolean> => {
  const pipe = openPipe(fd);
  if (pipe === null) return writeStdout(text, fd, shownAs);
  try {
    let rest: Buffer = Buffer.from(text, 'utf8');
    let end = Number.POSITIVE_INFINITY;
    while (rest.length > 0) {
      const written = writeSome(pipe, rest, shownAs);
      if (written === null) return false;
      rest = rest.subarray(written);
      if (written === 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      if (ended?.aborted) end = Math.min(end, performance.now() + MOST_MS_AFTER_A_SIGNAL);
      if (rest.length > 0 && performance.now() > end) ended?.throwIfAborted();
    }
    return true;
  } finally {
    closeSync(pipe);
  }
};

/**
 * Opens the pipe again: O_NONBLOCK on the stream itself would apply to each process that shares it.
 * Null where the stream is no pipe, or the pipe is another user's and cannot be opened.
 */
const openPipe = (fd: number): number | null => {
  try {
    if (!fstatSync(fd).isFIFO()) return null;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null; // what is wrong with the stream is the answer of the write itself
  }
};

/** Number of bytes the pipe took, 0 when it is full; null when the reader is gone. @throws output */
const writeSome = (pipe: number, bytes: Buffer, shownAs: string): number | null => {
  try {
    return writeSync(pipe, bytes);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EAGAIN') return 0;
    if (errno === 'EPIPE') return null;
    throw outputError(shownAs, error);
  }
};

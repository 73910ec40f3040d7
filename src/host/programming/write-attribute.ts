// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes an attribute of the kernel. Decision 015 explains why in this process, and not through a child as files are read. */

import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { plainErrnoOf } from '../../core/error.js';

/**
 * Follows no link at the end, and does not wait for the reader of a FIFO. No O_CREAT: an attribute exists.
 * O_TRUNC is what `echo VALUE >` does.
 */
const FLAGS = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Writes the value with one write(2), as the kernel requires. Null when it is written, else the errno name. */
export const writeAttribute = (path: string, value: string): string | null => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, FLAGS);
    if (!fstatSync(descriptor).isFile()) return 'EINVAL';
    writeSync(descriptor, value);
    return null;
  } catch (error) {
    const errno = plainErrnoOf(error); // restoring continues with the next setting after any error
    if (errno === null) throw error;
    return errno;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

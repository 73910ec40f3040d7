// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads a file that a user names on the command line, without ever waiting for it. */

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import { readAtMost } from './read-at-most.js';

/** The text, or the reason that follows the name in a message. */
export type UserFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A document of fabric from the largest machine is some 20 MB. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/** Reads it. Anything but a regular file is refused: to open a FIFO would wait. */
export const readUserFile = (path: string, limitBytes = LIMIT_BYTES): UserFile => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) return { kind: 'refused', reason: 'is not a regular file' };
    const bytes = readAtMost(descriptor, limitBytes);
    if (bytes === null) return { kind: 'refused', reason: `is larger than ${limitBytes / 1024} KiB` };
    return { kind: 'text', text: bytes.toString('utf8') };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return { kind: 'refused', reason: `cannot be read (${errno})` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

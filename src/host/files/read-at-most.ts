// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads an open file up to a limit. It counts the bytes: a file of /proc reports a size of 0, and a file may grow. */

import { fstatSync, readSync } from 'node:fs';

/** Size of one read(2) for a file of unknown length; some files of /proc want a multiple of 8. */
const CHUNK_BYTES = 64 * 1024;

/** All bytes from the current position; null for more than `limitBytes`. @throws the error of the system */
export const readAtMost = (descriptor: number, limitBytes: number): Buffer | null => {
  const { size } = fstatSync(descriptor);
  if (size > limitBytes) return null; // nothing is read of it
  const chunks: Buffer[] = [];
  let length = 0;
  // The first chunk has the size that the file reports, so that one read is enough.
  for (let room = Math.max(size, CHUNK_BYTES); ; room = CHUNK_BYTES) {
    const chunk = Buffer.allocUnsafe(room);
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    if (count === 0) return Buffer.concat(chunks, length);
    chunks.push(chunk.subarray(0, count));
    length += count;
    if (length > limitBytes) return null;
  }
};

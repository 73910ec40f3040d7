// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads an open file up to a limit. It counts the bytes: a file of /proc says that it has none, and a file may grow. */

import { fstatSync, readSync } from 'node:fs';

/** One read(2) of a file that does not say how long it is; some files of /proc want a multiple of 8. */
const CHUNK_BYTES = 64 * 1024;

/** All of its bytes from where the descriptor stands; null when there are more than `limitBytes`. @throws the error of the system */
export const readAtMost = (descriptor: number, limitBytes: number): Buffer | null => {
  const { size } = fstatSync(descriptor);
  if (size > limitBytes) return null; // nothing is read of it
  const chunks: Buffer[] = [];
  let length = 0;
  // The first chunk has room for all that the file says it has, so that one read is enough.
  for (let room = Math.max(size, CHUNK_BYTES); ; room = CHUNK_BYTES) {
    const chunk = Buffer.allocUnsafe(room);
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    if (count === 0) return Buffer.concat(chunks, length);
    chunks.push(chunk.subarray(0, count));
    length += count;
    if (length > limitBytes) return null;
  }
};

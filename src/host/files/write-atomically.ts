// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes a file atomically: it has either its old or its new content, never a part. */

import { closeSync, constants, fchmodSync, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import type { Directory } from './directory.js';
import { outputError } from './output-error.js';

/** O_EXCL and O_NOFOLLOW: the file is created here; a file planted by another process is not opened. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Random bytes in the temporary file's name: other users cannot guess it, and so cannot block it. */
const RANDOM_BYTES = 16;

/** The content, and its name in an error. */
export type WholeFile = {
  readonly name: string;
  readonly text: string;
  /** Exactly this mode, independent of the umask. */
  readonly mode: number;
  /** The path as the user knows it. */
  readonly shownAs: string;
};

/** Writes a file of an open directory atomically; it replaces any file of that name, also a link. @throws output */
export const writeFileIn = (directory: Directory, { name, text, mode, shownAs }: WholeFile): void => {
  const temporary = directory.at(temporaryName());
  let isOurs = false;
  try {
    const fd = openSync(temporary, NEW_FILE, mode);
    isOurs = true;
    try {
      fchmodSync(fd, mode); // independent of the umask: another user's collector reads it
      let rest: Buffer = Buffer.from(text, 'utf8');
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, directory.at(name));
  } catch (error) {
    if (isOurs) unlinkQuietly(temporary);
    throw outputError(shownAs, error, '; old file untouched');
  }
};

/** Not made of the file's own name, which may be as long as a name can be. */
const temporaryName = (): string => {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return `.fabric-${Buffer.from(random).toString('hex')}.tmp`;
};

const unlinkQuietly = (path: string): void => {
  try {
    unlinkSync(path);
  } catch {
    // The first error is the one to report; a leftover temporary file is visible beside the target.
  }
};

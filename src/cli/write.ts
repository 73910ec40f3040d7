// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The only ways out: one write to a stream, or a file that is whole or untouched. */
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf, FabricError } from '../core/error.js';

const STDOUT = 1;
const STDERR = 2;
const RETRY_MS = 2;

/** Writes the answer. False: its reader went away (`| head -1`), which is no error. @throws output */
export const writeAnswer = (text: string): boolean => writeStream(STDOUT, text);

/** Writes talk. When nobody can hear it, that is nobody's loss. */
export const writeTalkLines = (text: string): void => {
  try {
    writeStream(STDERR, text);
  } catch (error) {
    if (!(error instanceof FabricError)) throw error;
  }
};

/** Synchronous, because it costs nothing to load and nothing is lost when the process ends. */
const writeStream = (fd: number, text: string): boolean => {
  let rest: Buffer = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === 'EPIPE') return false;
      if (errno !== 'EAGAIN') throw outputError(fd === STDOUT ? 'stdout' : 'stderr', error);
      // A pipe that is full and does not block: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
  return true;
};

/** Writes a whole file beside the old one and puts it in its place, mode 0644. The old file stays on any failure. @throws output */
export const writeFileWhole = (path: string, text: string): void => {
  const target = targetOf(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  let isOurs = false;
  try {
    const fd = openSync(temporary, 'wx', 0o644);
    isOurs = true;
    try {
      fchmodSync(fd, 0o644); // whatever the umask: another user's collector reads it
      let rest: Buffer = Buffer.from(text, 'utf8');
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    if (isOurs) unlinkQuietly(temporary);
    throw outputError(path, error);
  }
};

/** The file itself where `path` is a link to it. Anything but a file (a device, a directory) is not to be replaced. */
const targetOf = (path: string): string => {
  try {
    const target = realpathSync(path);
    if (lstatSync(target).isFile()) return target;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw outputError(path, error);
  }
  throw new FabricError('output', `${path} is not a regular file`, { fix: 'name a file, or leave -o out for stdout' });
};

const unlinkQuietly = (path: string): void => {
  try {
    unlinkSync(path);
  } catch {
    // The first error is the one to tell; a leftover temporary file is visible beside the target.
  }
};

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'quota used up',
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such directory',
  ENOTDIR: 'not a directory',
  EEXIST: 'a temporary file of the same name is there',
  EFBIG: 'file too large',
  EIO: 'input/output error',
};

const outputError = (where: string, cause: unknown): FabricError => {
  const errno = errnoOf(cause);
  if (errno === null) throw cause;
  const untouched = where === 'stdout' || where === 'stderr' ? '' : '; old file untouched';
  return new FabricError('output', `${where}: ${WORDS[errno] ?? 'cannot be written'} (${errno})${untouched}`, {
    cause,
  });
};

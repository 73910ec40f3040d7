// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A file that is whole or untouched. */
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
import { outputError } from './output-error.js';

/**
 * Writes a whole file beside the old one and puts it in its place, mode 0644 unless another is given; where the
 * old one is a link, what it leads to, or with `followsLink: false` the link itself. It stays on any failure. @throws output
 */
export const writeFileWhole = (path: string, text: string, { mode = 0o644, followsLink = true } = {}): void => {
  const target = followsLink ? targetOf(path) : path;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  let isOurs = false;
  try {
    const fd = openSync(temporary, 'wx', mode);
    isOurs = true;
    try {
      fchmodSync(fd, mode); // whatever the umask: another user's collector reads it
      let rest: Buffer = Buffer.from(text, 'utf8');
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    if (isOurs) unlinkQuietly(temporary);
    throw outputError(path, error, '; old file untouched');
  }
};

/** The file itself where `path` is a link to it. Anything but a file (a device, a directory) is not to be replaced. */
const targetOf = (path: string): string => {
  try {
    const target = realpathSync(path);
    if (lstatSync(target).isFile()) return target;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw outputError(path, error, '; old file untouched');
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

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Resolves an output path: a stream of this process, the null device, or a file that may be replaced. */

import { lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { errnoOf, FabricError } from '../../core/error.js';
import { DESCRIPTOR_DIGITS, streamNamed } from '../../core/stream-name.js';
import { kindOf } from '../trust/file-kind.js';
import { outputError } from './output-error.js';

/** The file of a path, as `directory` and `name`: a regular file, or not there yet. */
export type OutputTarget =
  | { readonly kind: 'stream'; readonly descriptor: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'file'; readonly directory: string; readonly name: string };

/** Maximum number of symbolic links that the kernel follows, path_resolution(7). */
const MOST_LINKS = 40;

/** Mode bits of a directory in which everyone makes files and only owners remove them, such as /tmp. */
const STICKY_FOR_ALL = 0o1002;

/** The number of /dev/null, major 1 and minor 3, as stat(2) gives it. */
const NULL_DEVICE = 0x103;

/**
 * Follows the links of a path one by one and never past its end, so that a link that leads nowhere is followed too.
 * @throws output for anything that is not to be written, and for a link that another user put into a shared directory
 */
export const findOutputTarget = (path: string): OutputTarget => {
  let at = path;
  try {
    for (let links = 0; links <= MOST_LINKS; links++) {
      const named = streamNamed(at) ?? ownDescriptor(at);
      if (named !== null) return { kind: 'stream', descriptor: named };
      const stat = lstatSync(at, { throwIfNoEntry: false });
      if (stat === undefined || stat.isFile()) return { kind: 'file', directory: dirname(at), name: basename(at) };
      if (stat.isCharacterDevice() && stat.rdev === NULL_DEVICE) return { kind: 'null' };
      if (!stat.isSymbolicLink())
        throw refused(`${path} ${at === path ? '' : `leads to ${at}, which `}${kindOf(stat)}`);
      checkLinkOwner(path, at, stat);
      const target = readlinkSync(at);
      at = target.startsWith('/') ? target : `${dirname(at)}/${target}`;
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    throw outputError(path, error, '; old file untouched');
  }
  throw refused(`${path} leads through too many symbolic links`);
};

/** The number of one of this process's descriptors that the path names in any other way; null for other paths. */
const ownDescriptor = (path: string): number | null => {
  const name = basename(path);
  const directory = DESCRIPTOR_DIGITS.test(name) ? realDirectory(dirname(path)) : null;
  if (directory === null || !/^\/proc\/\d+\/(?:task\/\d+\/)?fd$/.test(directory)) return null;
  if (directory === realDirectory('/proc/self/fd') || directory === realDirectory('/proc/thread-self/fd')) {
    return Number(name);
  }
  throw refused(`${path} is a descriptor of another process`);
};

const realDirectory = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null; // no such directory: the open call reports why
  }
};

/** Applies fs.protected_symlinks on every kernel: another user's link in /tmp is a trap. */
const checkLinkOwner = (path: string, link: string, { uid }: Stats): void => {
  const parent = lstatSync(realpathSync(dirname(link)));
  if ((parent.mode & STICKY_FOR_ALL) !== STICKY_FOR_ALL || uid === process.geteuid?.() || uid === parent.uid) return;
  throw refused(`${path} is not followed: ${link} is a link of uid ${uid} in a directory that everyone can write`);
};

const refused = (message: string): FabricError =>
  new FabricError('output', message, { fix: 'name a file, or leave -o out for stdout' });

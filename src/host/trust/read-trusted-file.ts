// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads a policy file: the bytes of one open file, and only if every user who may change it may also decide what runs.
 *
 * The file is judged by its descriptor, so that what was judged is what is read. It is named itself, not by a link.
 */

import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../core/error.js';
import { readAtMost } from '../files/read-at-most.js';
import { kindOf } from './file-kind.js';
import { actsAsRoot, untrustedEntryReason } from './ownership.js';
import { followPath, freeNameReason } from './resolve-path.js';

/**
 * `absent`: no such file, no link to it, and only the trusted owners could create or remove it.
 * `reason` names the path.
 */
export type TrustedFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

/** No policy is longer. */
const LIMIT_BYTES = 256 * 1024;

/**
 * Reads the file. As root the file and the directories above it must pass the trust rule for root (docs/decisions/020).
 * `decides`: what is run depends on it, and so they must be root's or the user's for anybody; without it (a file that is
 * only checked or tested) an ordinary user may name any file.
 */
export const readTrustedFile = (path: string, { decides }: { readonly decides: boolean }): TrustedFile => {
  const owners = trustedOwners(decides);
  const directory = followPath(dirname(path), owners, { isPassage: true });
  if (directory.kind === 'absent') return { kind: 'absent' };
  if (directory.kind !== 'found') return refused(directory.reason);
  let descriptor: number | undefined;
  try {
    // O_NONBLOCK: to open a FIFO would wait for its writer.
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    descriptor = openSync(join(directory.path, basename(path)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const reason = reasonOf(fstatSync(descriptor), owners);
    return reason === null ? readAll(path, descriptor) : refused(`${path} ${reason}`);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') {
      const reason = freeNameReason(directory, basename(path), owners);
      return reason === null ? { kind: 'absent' } : refused(reason);
    }
    if (errno === 'ELOOP') return refused(`${path} is a symbolic link`);
    return refused(`cannot read ${path} (${errno ?? String(error)})`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/** Users who may change the file; null for any. */
const trustedOwners = (decides: boolean): readonly number[] | null => {
  if (actsAsRoot()) return [0];
  return decides ? [0, process.geteuid?.() ?? 0] : null;
};

const reasonOf = (stat: Stats, owners: readonly number[] | null): string | null => {
  if (!stat.isFile()) return kindOf(stat);
  if (owners === null) return null;
  // A second name may lie where others can reach it, and it hides whose file this was meant to be.
  return stat.nlink === 1 ? untrustedEntryReason(stat, owners) : `has ${stat.nlink} hard links`;
};

const readAll = (path: string, descriptor: number): TrustedFile => {
  const bytes = readAtMost(descriptor, LIMIT_BYTES);
  return bytes === null ? refused(`${path} is larger than 256 KiB`) : { kind: 'bytes', bytes };
};

const refused = (reason: string): TrustedFile => ({ kind: 'refused', reason });

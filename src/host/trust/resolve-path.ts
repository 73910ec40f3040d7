// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Follows a path to its end and judges every step by the trust rule: who can change one step can change the end. */

import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { missingProgramDetail } from '../../core/command-answer.js';
import { errnoOf } from '../../core/error.js';
import { untrustedEntryReason, untrustedOwnerReason, untrustedPassageReason } from './ownership.js';

/** The end of the way. */
export type ResolvedPath = { readonly kind: 'found'; readonly path: string; readonly stat: Stats };

/**
 * Why it is missing. `absent`: no such file and no link; `unreachable`: a dangling link, or
 * the system does not reveal; `untrusted`: another user could replace it.
 */
export type UnresolvedPath = { readonly kind: 'absent' | 'unreachable' | 'untrusted'; readonly reason: string };

/** Maximum number of symbolic links that the kernel follows, path_resolution(7). */
const MOST_LINKS = 40;

/**
 * Follows a path from `/`; a relative one begins in the working directory. Every step, those that links lead through
 * too, must pass the trust rule for `owners` (docs/decisions/020); null owners: no step is judged.
 * `isPassage`: the caller opens a name in the directory at the end and judges it, so that this directory may be sticky.
 */
export const followPath = (
  path: string,
  owners: readonly number[] | null,
  { isPassage = false }: { readonly isPassage?: boolean } = {},
): ResolvedPath | UnresolvedPath => {
  let todo = namesOf(path.startsWith('/') ? path : `${process.cwd()}/${path}`);
  let done = '/';
  let links = 0;
  let link = ''; // the last one
  let namesOfLinks = 0; // how many of the first names in todo are parts of a link's target
  for (;;) {
    const at = look(done);
    if (at.kind !== 'found') return at;
    const [name, ...rest] = todo;
    const reasonOf = name === undefined && !isPassage ? untrustedEntryReason : untrustedPassageReason;
    const reason = owners === null ? null : reasonOf(at.stat, owners);
    if (reason !== null) return untrusted(`${done} ${reason}`);
    if (name === undefined) return at;
    const next = enter(at, name, owners);
    if (next.kind === 'absent' && namesOfLinks > 0)
      return { kind: 'unreachable', reason: `${link}, but ${next.reason}` };
    if (next.kind !== 'found') return next;
    todo = rest;
    namesOfLinks = Math.max(0, namesOfLinks - 1);
    if (!next.stat.isSymbolicLink()) {
      done = next.path;
      continue;
    }
    if (++links > MOST_LINKS) {
      return { kind: 'unreachable', reason: `${path}: too many symbolic links` };
    }
    const target = readlinkSync(next.path);
    const names = namesOf(target);
    link = `${next.path} is a symbolic link to ${target}`;
    namesOfLinks += names.length;
    if (target.startsWith('/')) done = '/';
    todo = [...names, ...todo];
  }
};

/** Why a free name in the directory is unsafe: another user could create it. Null when only `owners` can. */
export const freeNameReason = (
  directory: ResolvedPath,
  name: string,
  owners: readonly number[] | null,
): string | null => {
  const reason = owners === null ? null : untrustedEntryReason(directory.stat, owners);
  return reason === null ? null : `${directory.path} ${reason}: others could create ${name} there`;
};

/** Looks up a name in a directory. Where others can write, a free name is not safe, and a link needs a trusted owner. */
const enter = (
  directory: ResolvedPath,
  name: string,
  owners: readonly number[] | null,
): ResolvedPath | UnresolvedPath => {
  const next = look(join(directory.path, name)); // `..` of a real path is its parent
  if (next.kind === 'absent') {
    const reason = freeNameReason(directory, name, owners);
    return reason === null ? next : untrusted(reason);
  }
  if (next.kind !== 'found' || !next.stat.isSymbolicLink() || owners === null) return next;
  const isShared = untrustedEntryReason(directory.stat, owners) !== null;
  const reason = isShared ? untrustedOwnerReason(next.stat, owners) : null;
  return reason === null ? next : untrusted(`${next.path} ${reason}`);
};

const untrusted = (reason: string): UnresolvedPath => ({ kind: 'untrusted', reason });

const look = (path: string): ResolvedPath | UnresolvedPath => {
  try {
    return { kind: 'found', path, stat: lstatSync(path) };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return { kind: 'absent', reason: missingProgramDetail(path) };
    return { kind: 'unreachable', reason: `cannot access ${path} (${errno ?? String(error)})` };
  }
};

const namesOf = (path: string): readonly string[] => path.split('/').filter((name) => name !== '' && name !== '.');

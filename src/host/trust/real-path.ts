// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Where a path really leads, with a look at everything on the way: whoever can change one part can change the end. */
import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { notThere } from '../../core/command-answer.js';
import { errnoOf } from '../../core/error.js';
import { ownershipComplaint } from './ownership.js';

/** The end of the way. */
export type Found = { readonly kind: 'found'; readonly path: string; readonly stat: Stats };

/**
 * Why there is none. `absent`: there is no such file; `unreachable`: it cannot be known; `untrusted`: somebody else could
 * put another one there.
 */
export type NotFound = { readonly kind: 'absent' | 'unreachable' | 'untrusted'; readonly reason: string };

/** As many symbolic links as the kernel follows, path_resolution(7). */
const MOST_LINKS = 40;

/**
 * Follows a path from `/`; a relative one begins in the working directory. Every directory and file on the way, those that links lead through too, must belong
 * to one of `owners` and be writable by nobody else; null owners: whoever.
 */
export const followPath = (path: string, owners: readonly number[] | null): Found | NotFound => {
  let todo = namesOf(path.startsWith('/') ? path : `${process.cwd()}/${path}`);
  let done = '/';
  let links = 0;
  for (;;) {
    const at = look(done);
    if (at.kind !== 'found') return at;
    const complaint = owners === null ? null : ownershipComplaint(at.stat, owners);
    if (complaint !== null) return { kind: 'untrusted', reason: `${done} ${complaint}` };
    const [name, ...rest] = todo;
    if (name === undefined) return at;
    todo = rest;
    const next = join(done, name); // `..` of a real path is its parent
    const there = look(next);
    if (there.kind !== 'found') return there;
    if (!there.stat.isSymbolicLink()) {
      done = next;
      continue;
    }
    if (++links > MOST_LINKS) {
      return { kind: 'unreachable', reason: `${path} leads through too many symbolic links` };
    }
    const target = readlinkSync(next);
    if (target.startsWith('/')) done = '/';
    todo = [...namesOf(target), ...todo];
  }
};

const look = (path: string): Found | NotFound => {
  try {
    return { kind: 'found', path, stat: lstatSync(path) };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return { kind: 'absent', reason: notThere(path) };
    return { kind: 'unreachable', reason: `${path} cannot be looked at (${errno ?? String(error)})` };
  }
};

const namesOf = (path: string): readonly string[] => path.split('/').filter((name) => name !== '' && name !== '.');

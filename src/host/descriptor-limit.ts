// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** File descriptors: checks that a run has enough of them, and lets a run that has not fail as one. */

import { readFileSync } from 'node:fs';
import { DESCRIPTORS_NEEDED, errnoOf, FabricError, tooFewDescriptors } from '../core/error.js';
import type { ErrnoAnswer, Host } from '../core/host.js';

/** The soft limit is the first number, getrlimit(2). */
const LIMIT = /^Max open files\s+(\d+)/m;

/** Checks the limit of this process. Without /proc it is not known, and the first call that fails says it. @throws descriptors */
export const checkDescriptorLimit = (): void => {
  const allowed = LIMIT.exec(readLimits())?.[1];
  if (allowed !== undefined && Number(allowed) < DESCRIPTORS_NEEDED) throw tooFewDescriptors(`${allowed} allowed`);
};

const readLimits = (): string => {
  try {
    return readFileSync('/proc/self/limits', 'latin1');
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return '';
  }
};

/**
 * The host, whose questions never fail for want of a descriptor: collectors ask several at once, and only one error can be
 * told. The first one is the `failure` of the host, and what it answered is not to be used.
 */
export const failingAsOne = (host: Host): Host => {
  let failure: FabricError | null = null;
  const keep = (error: unknown): void => {
    if (!(error instanceof FabricError) || error.code !== 'descriptors') throw error;
    failure ??= error;
  };
  const attempt = <A>(ask: () => A): A | ErrnoAnswer => {
    try {
      return ask();
    } catch (error) {
      keep(error);
      return NOT_ASKED;
    }
  };
  return {
    ...host,
    readdir: (path) => attempt(() => host.readdir(path)),
    readlink: (path) => attempt(() => host.readlink(path)),
    readFiles: async (groups, share) => {
      try {
        return await host.readFiles(groups, share);
      } catch (error) {
        keep(error);
        return new Map(groups.flatMap(({ paths }) => paths.map((path) => [path, NOT_ASKED] as const)));
      }
    },
    run: async (invocation, values, device) => {
      try {
        return await host.run(invocation, values, device);
      } catch (error) {
        keep(error);
        return { kind: 'missing', detail: NOT_ASKED.errno };
      }
    },
    failure: () => failure,
  };
};

const NOT_ASKED: ErrnoAnswer = { kind: 'error', errno: 'EMFILE' };

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** File descriptors: checks that a run has enough of them, and lets a run that has not fail as one. */

import { readdirSync, readFileSync } from 'node:fs';
import { DESCRIPTORS_NEEDED, errnoOf, FabricError, tooFewDescriptors } from '../core/error.js';
import type { ErrnoAnswer } from '../core/file-answer.js';
import type { Host } from '../core/host.js';

/** Descriptors for starting a reader, and for short-lived files. */
const RESERVED = 32;

/** The descriptors of this process. `spare` are neither open nor reserved; below zero when the reserve is in use. */
export type SpareDescriptors = { readonly allowed: number; readonly open: number; readonly spare: number };

/** Checks the limit of this process. Without /proc it is not known, and the first call that fails reports it. @throws descriptors */
export const checkDescriptorLimit = (): void => {
  let allowed: number;
  try {
    allowed = descriptorLimit();
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return;
  }
  if (allowed < DESCRIPTORS_NEEDED) throw tooFewDescriptors(`${allowed} allowed`);
};

/** Counts what is left. @throws the system error when there is no /proc */
export const spareDescriptors = (): SpareDescriptors => {
  const allowed = descriptorLimit();
  const open = readdirSync('/proc/self/fd').length;
  return { allowed, open, spare: allowed - open - RESERVED };
};

/** RLIMIT_NOFILE, Infinity without one. The soft limit is the first number; Node raises it to the hard one at its start. */
const descriptorLimit = (): number => {
  const allowed = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
  return allowed === undefined ? Number.POSITIVE_INFINITY : Number(allowed);
};

/**
 * The host, whose reads never throw for want of a descriptor: collectors read several files at once, and only one error can
 * be reported. The first one is the `failure` of the host; its answers must not be used.
 */
export const failingAsOne = (host: Host): Host => {
  let failure: FabricError | null = null;
  const keep = (error: unknown): void => {
    if (!(error instanceof FabricError) || error.code !== 'descriptors') throw error;
    failure ??= error;
  };
  const attempt = <A>(read: () => A): A | ErrnoAnswer => {
    try {
      return read();
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

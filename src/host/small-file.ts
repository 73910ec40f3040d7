// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads a short text that need not be there, such as /etc/machine-id. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { errnoOf } from '../core/error.js';
import { readAtMost } from './read-at-most.js';

/** A link is not followed, and a FIFO is not waited for. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Its text; null when it is not there, is not for this user, is no regular file, or is longer than `limitBytes`. */
export const readSmallFile = (path: string, limitBytes: number): string | null => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, FLAGS);
    return fstatSync(descriptor).isFile() ? (readAtMost(descriptor, limitBytes)?.toString('utf8') ?? null) : null;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null; // not there, or not for this user
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Gets a descriptor that the caller opened for the answer (`-o /dev/fd/3`) ready to be written. */

import { constants, fstatSync, openSync, readdirSync, type Stats } from 'node:fs';
import { errnoOf, FabricError } from '../../core/error.js';
import { STDERR } from '../../core/stream-name.js';
import { DESCRIPTORS, descriptorFlags } from './descriptor-flags.js';
import { outputError } from './output-error.js';

/** Opens pipes and terminals of a shell, and appends to a file that another process writes too. */
const WRITE = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK;

/**
 * The descriptor to write the answer to. One that Node did not mark as private is closed before the first tool starts
 * (`>(…)` of a shell): it is opened anew. @throws output when it is not open for writing, or is not the caller's
 */
export const openStream = (descriptor: number, shownAs: string): number => {
  if (descriptor <= STDERR) return descriptor;
  const refused = (why: string): FabricError =>
    new FabricError('output', `${shownAs}: ${why}`, { fix: `open it with the shell, as in ${descriptor}>FILE` });
  try {
    const { isPrivate, writes } = descriptorFlags(descriptor);
    if (!isCallers(descriptor)) throw refused(`descriptor ${descriptor} is not open`);
    if (!writes) throw refused(`descriptor ${descriptor} is open for reading only`);
    return isPrivate ? descriptor : openSync(`/proc/self/fd/${descriptor}`, WRITE);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') throw refused(`descriptor ${descriptor} is not open`);
    if (errno === null) throw error;
    throw outputError(shownAs, error);
  }
};

/** Node's own descriptors have no type of stat(2), or are pipes with both ends in this process. */
const isCallers = (descriptor: number): boolean => {
  const stat = fstatSync(descriptor);
  if (stat.isFIFO()) return !readdirSync(DESCRIPTORS).some((name) => isOtherEnd(Number(name), descriptor, stat));
  return stat.isFile() || stat.isCharacterDevice() || stat.isSocket() || stat.isBlockDevice();
};

const isOtherEnd = (other: number, descriptor: number, { dev, ino }: Stats): boolean => {
  try {
    const stat = fstatSync(other);
    if (stat.dev !== dev || stat.ino !== ino) return false;
    return descriptorFlags(other).writes !== descriptorFlags(descriptor).writes;
  } catch (error) {
    if (errnoOf(error) === 'EBADF' || errnoOf(error) === 'ENOENT') return false; // it listed the directory
    throw error;
  }
};

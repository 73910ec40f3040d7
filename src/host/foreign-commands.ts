// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the policy commands read besides policies: a foreign file, and where a program of a bare name is. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { errnoOf, FabricError } from '../core/error.js';
import { COMMAND_PATH } from './command/environment.js';
import { checkTrusted } from './trust/trusted-path.js';

/** No list of commands is longer. */
const LIMIT_BYTES = 256 * 1024;

/** The text of a file that decides nothing. Anything but a regular file is refused: to open a FIFO would wait. @throws not_found */
export const readForeignFile = (path: string): string => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FabricError('not_found', `${path} is not a regular file`);
    if (stat.size > LIMIT_BYTES) throw new FabricError('not_found', `${path} is longer than 256 KiB`);
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    throw new FabricError('not_found', `${path} cannot be read (${errno})`, { cause: error });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/** The program of that name in the directories that commands are run from; null when there is none to be trusted. */
export const findProgram = (name: string): string | null => {
  const paths = COMMAND_PATH.map((directory) => `${directory}/${name}`);
  return paths.find((path) => checkTrusted(path, { mustBeExecutable: true }).trusted) ?? null;
};

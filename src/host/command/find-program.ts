// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the trusted program of a bare name, and reads a foreign file, for the policy commands. */

import { FabricError } from '../../core/error.js';
import { readUserFile } from '../files/user-file.js';
import { checkTrustedPath } from '../trust/trusted-path.js';
import { COMMAND_PATH } from './environment.js';

/** No list of commands is longer. */
const LIMIT_BYTES = 256 * 1024;

/** The text of a file that decides nothing. @throws not_found */
export const readForeignFile = (path: string): string => {
  const found = readUserFile(path, LIMIT_BYTES);
  if (found.kind === 'refused') throw new FabricError('not_found', `${path} ${found.reason}`);
  return found.text;
};

/** The program of that name in the directories for commands; null without a trusted one. */
export const findProgram = (name: string): string | null => {
  const paths = COMMAND_PATH.map((directory) => `${directory}/${name}`);
  return paths.find((path) => checkTrustedPath(path, { mustBeExecutable: true }).trusted) ?? null;
};

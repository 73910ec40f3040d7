// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Writes the file of `-o`, or the target of its links, atomically. */

import { FabricError } from '../../core/error.js';
import { type Directory, openDirectory } from './directory.js';
import { outputError } from './output-error.js';
import { findOutputTarget } from './output-target.js';
import { writeFileIn } from './write-atomically.js';

const EVERYONE_READS = 0o644;

/** Writes it. The path is followed anew: it may lead elsewhere than when fabric started. @throws output */
export const writeOutputFile = (path: string, text: string): void => {
  const target = findOutputTarget(path);
  if (target.kind !== 'file') throw new FabricError('output', `${path} became something else than a file meanwhile`);
  let directory: Directory;
  try {
    directory = openDirectory(target.directory, { followsLink: true });
  } catch (error) {
    throw outputError(path, error, '; old file untouched');
  }
  try {
    writeFileIn(directory, { name: target.name, text, mode: EVERYONE_READS, shownAs: path });
  } finally {
    directory.close();
  }
};

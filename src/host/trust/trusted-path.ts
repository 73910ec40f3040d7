// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a file may be run, or relied on, as root: whether only root can change or replace it.
 * For other users ownership does not matter: fabric runs only what they could run themselves.
 */

import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../../core/error.js';
import { COMMAND_PATH } from '../command/environment.js';
import { kindOf } from './file-kind.js';
import { executableKind } from './interpreter.js';
import { actsAsRoot } from './ownership.js';
import { followPath } from './resolve-path.js';

/** The file of a path, or why it is not trusted. `isMissing`: no file to run. */
export type TrustPolicy =
  | { readonly trusted: true; readonly realPath: string }
  | { readonly trusted: false; readonly isMissing: boolean; readonly reason: string };

/** By any user; whether this user may, the kernel decides. */
const EXECUTABLE = 0o111;

/** Maximum depth of interpreters, as in the kernel. */
const MOST_INTERPRETERS = 4;

/**
 * Checks a regular file by its absolute path: as root, every directory, link and file on the way. `mustBeExecutable`: it
 * must be a program that can be started, and the interpreter of a script is checked like it. Reads the file system only.
 */
export const checkTrustedPath = (
  path: string,
  { mustBeExecutable }: { readonly mustBeExecutable: boolean },
): TrustPolicy => (mustBeExecutable ? checkProgram(path, MOST_INTERPRETERS) : checkFile(path).trust);

/** The target of a path; use `stat` only if it is trusted. */
const checkFile = (path: string): { readonly trust: TrustPolicy; readonly stat: Stats | null } => {
  const end = followPath(path, actsAsRoot() ? [0] : null);
  if (end.kind !== 'found') {
    return { trust: { trusted: false, isMissing: end.kind !== 'untrusted', reason: end.reason }, stat: null };
  }
  if (!end.stat.isFile()) return { trust: missing(`${path} ${kindOf(end.stat)}`), stat: null };
  return { trust: { trusted: true, realPath: end.path }, stat: end.stat };
};

const checkProgram = (path: string, interpretersLeft: number): TrustPolicy => {
  const file = checkFile(path);
  if (!file.trust.trusted || file.stat === null) return file.trust;
  if ((file.stat.mode & EXECUTABLE) === 0) return missing(`${path} is not executable`);
  try {
    const executable = executableKind(file.trust.realPath);
    if (executable.kind === 'binary') return file.trust;
    if (executable.kind === 'none') return missing(`${path} ${NO_PROGRAM}`);
    if (interpretersLeft === 0) return missing(`${path}: too many interpreters`);
    for (const needed of [executable.interpreter, ...inPath(executable.nameInPath)]) {
      const interpreter = checkProgram(needed, interpretersLeft - 1);
      if (!interpreter.trusted) return { ...interpreter, reason: `cannot start ${path}: ${interpreter.reason}` };
    }
  } catch (error) {
    // Not for this user to read, and so not for a shell of theirs either: the kernel decides whether it can be run.
    if (errnoOf(error) !== 'EACCES') return missing(`cannot read ${path} (${errnoOf(error) ?? String(error)})`);
  }
  return file.trust;
};

/** The path at which `env` finds a program: it has only a command's own PATH. */
const inPath = (name: string | null): readonly string[] => {
  if (name === null) return [];
  if (name.includes('/')) return [name];
  const places = COMMAND_PATH.map((directory) => join(directory, name));
  return [places.find((place) => followPath(place, null).kind === 'found') ?? places[0] ?? name];
};

const NO_PROGRAM = 'is neither a program for this machine nor a #! script';
const missing = (reason: string): TrustPolicy => ({ trusted: false, isMissing: true, reason });

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Prepares two builds side by side, of the base commit and of the work tree, at paths of equal length. */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const BASE_FILE = 'test/equivalence/base';

const git = (packageRoot: string, ...argv: readonly string[]): string =>
  execFileSync('git', ['-C', packageRoot, ...argv], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** Returns the full ID of the commit named in `test/equivalence/base`. @throws Error when this clone lacks it */
export const baseCommit = (packageRoot: string): string => {
  const named = readFileSync(join(packageRoot, BASE_FILE), 'utf8').trim();
  try {
    return git(packageRoot, 'rev-parse', '--verify', '--quiet', `${named}^{commit}`);
  } catch {
    throw new Error(
      `${BASE_FILE} names the commit ${named}, which this clone does not have: run git fetch --unshallow, or correct the file`,
    );
  }
};

/** Copies the files of the installed package. */
const install = (checkout: string, into: string): void => {
  const { files } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { files: readonly string[] };
  for (const file of [...files, 'package.json']) cpSync(join(checkout, file), join(into, file), { recursive: true });
};

/** A built checkout of the base commit; `remove` deletes it. */
export type BaseCheckout = { readonly path: string; readonly remove: () => void };

/** Checks out and builds the base commit. It shares the dependencies of the work tree when both lock files are equal. */
export const checkOutBase = (packageRoot: string, commit: string, path: string): BaseCheckout => {
  git(packageRoot, 'worktree', 'add', '--detach', '--quiet', path, commit);
  const remove = (): void => {
    rmSync(path, { recursive: true, force: true });
    git(packageRoot, 'worktree', 'prune');
  };
  try {
    const lockOf = (checkout: string): string => readFileSync(join(checkout, 'package-lock.json'), 'utf8');
    const modules = join(packageRoot, 'node_modules');
    if (lockOf(path) === lockOf(packageRoot)) symlinkSync(modules, join(path, 'node_modules'));
    else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: path, stdio: 'ignore' });
    execFileSync('npm', ['run', 'build'], { cwd: path, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    remove();
    throw error;
  }
  return { path, remove };
};

/** One of the two builds. `home` is the directory of its cases; `program` is the file they start. */
export type Side = { readonly name: 'base' | 'work'; readonly home: string; readonly program: string };

/** Installs a checkout below `scratch`. The names of both sides have four letters, so paths are equally long. */
export const makeSide = (scratch: string, name: Side['name'], checkout: string): Side => {
  const home = join(scratch, name);
  if (!existsSync(join(checkout, 'dist', 'main.cjs'))) throw new Error(`${checkout} is not built: npm run build`);
  mkdirSync(join(home, 'made'), { recursive: true });
  mkdirSync(join(home, 'out'));
  install(checkout, join(home, 'package'));
  return { name, home, program: join(home, 'package', 'bin', 'run.cjs') };
};

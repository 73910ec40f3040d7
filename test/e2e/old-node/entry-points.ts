// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The files that users start with Node, and what each must print on a Node that is too old. */

import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, type Run } from '../fabric.js';

type PackageFile = {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
};

const packageFile = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as PackageFile;

/** The oldest Node that works, e.g. "20.19". */
export const neededNode = packageFile.engines.node.slice('>='.length);

/** The npm scripts, each as its parts between `&&`. */
export const npmScripts: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(packageFile.scripts).map(([name, line]) => [name, line.split(' && ')]),
);

const inNpmScripts = [...npmScripts.values()]
  .flat()
  .flatMap((command) => /^node (?<file>\S+)/.exec(command)?.groups?.['file'] ?? []);

/** Paths below the package's directory. */
export const entryPoints: readonly string[] = [
  ...new Set(['bin/run.cjs', 'bin/dev.js', 'fixtures/make-hosts.mjs', ...inNpmScripts]),
].sort();

/** How a program ends that a Node of this version and path started. */
export const refusalBy = (version: string, node: string): Partial<Run> => ({
  status: 4,
  signal: null,
  stdout: '',
  stderr:
    `error: fabric needs Node ${neededNode} or newer, this is ${version}\n` +
    `fix: install Node ${neededNode} or newer from https://nodejs.org; this one is ${realpathSync(node)}\n`,
});

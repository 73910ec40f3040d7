// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs tests of a copy of the tree until the first one fails. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** The first failed test and its file, or `none`. The file is null for a failed build and for a timeout. */
export type Verdict =
  | { readonly kind: 'failed'; readonly test: string; readonly file: string | null }
  | { readonly kind: 'none' };

/** Time limit of a run. */
const LIMIT_MS = 300_000;

/** Tests that do not check the program's behavior, or that need a kernel. */
const NEVER = ['test/live/**', 'test/surface/**', 'test/architecture/**', 'test/readme/**', 'test/unit/mutants/**'];

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

const runVitest = (tree: string, argv: readonly string[]): Verdict => {
  const output = join(tree, 'report.json');
  rmSync(output, { force: true });
  const excluded = NEVER.flatMap((pattern) => ['--exclude', pattern]);
  const run = spawnSync(
    join(tree, 'node_modules', '.bin', 'vitest'),
    [...argv, '--bail=1', '--passWithNoTests', '--reporter=json', `--outputFile=${output}`, ...excluded],
    { cwd: tree, encoding: 'utf8', timeout: LIMIT_MS, killSignal: 'SIGKILL', env: { ...process.env, CI: '1' } },
  );
  if (run.signal !== null) return { kind: 'failed', test: `(timeout after ${LIMIT_MS / 1000} s)`, file: null };
  if (!existsSync(output)) throw new Error(`vitest wrote no report:\n${run.stdout}${run.stderr}`);
  return firstFailure(JSON.parse(readFileSync(output, 'utf8')) as Report, tree);
};

const firstFailure = ({ testResults }: Report, tree: string): Verdict => {
  for (const { name, message, assertionResults } of testResults) {
    const file = name.replace(`${tree}/`, '');
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) return { kind: 'failed', test: `${file}: ${failed.fullName}`, file };
    if (message !== '') return { kind: 'failed', test: `${file}: ${message.split('\n')[0]}`, file };
  }
  return { kind: 'none' };
};

/** Runs the tests named like the file, then all that import it directly or indirectly; none that needs a build. */
export const runRelated = (tree: string, file: string): Verdict => {
  const unbuilt = ['--exclude', 'test/e2e/**'];
  const nearest = runVitest(tree, ['run', basename(file, extname(file)), ...unbuilt]);
  return nearest.kind === 'failed' ? nearest : runVitest(tree, ['related', '--run', file, ...unbuilt]);
};

/** Builds the program and runs all tests below these paths. */
export const runBuilt = (tree: string, paths: readonly string[]): Verdict => {
  const built = spawnSync(process.execPath, [join(tree, 'scripts', 'build.mjs')], { cwd: tree, encoding: 'utf8' });
  if (built.status !== 0) return { kind: 'failed', test: '(the program cannot be built)', file: null };
  return runVitest(tree, ['run', ...paths]);
};

/** Runs one test file; builds the program first for e2e tests. */
export const runAlone = (tree: string, testFile: string): Verdict =>
  testFile.startsWith('test/e2e/') ? runBuilt(tree, [testFile]) : runVitest(tree, ['run', testFile]);

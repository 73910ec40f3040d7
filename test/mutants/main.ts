// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run test:mutants`: puts each fault into a copy of the tree and reports which test notices it. */

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory } from '../equivalence/cached-outcomes.js';
import { type Edit, onlyEdit, readSources, writeEdit } from './apply-mutant.js';
import { type Mutant, readMutants } from './mutants.js';
import { runAlone, runBuilt, runRelated, type Verdict } from './run-tests.js';

const HELP = `Usage: npm run test:mutants -- [flags]
  --only TEXT   only mutants whose behavior or declaration contains TEXT
  --check       only check that every mutant still fits the sources
`;

/** Directories that are not copied. */
const NOT_COPIED = new Set(['.git', 'node_modules', 'coverage']);

/** Returns the exit status: 0 when every mutant fits and was tried, whether or not a test noticed it. */
export const main = async (packageRoot: string, argv: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...argv],
    options: { only: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const mutants = readMutants(readFileSync(join(packageRoot, 'test', 'mutants', 'mutants.txt'), 'utf8'));
  const sources = readSources(packageRoot);
  const edits = mutants.map((mutant): [Mutant, Edit] => [mutant, onlyEdit(sources, mutant)]);
  checkPaths(packageRoot, mutants);
  if (values.check) {
    process.stdout.write(`all ${edits.length} mutants fit\n`);
    return 0;
  }
  const { only = '' } = values;
  const chosen = edits.filter(([{ behavior, declaration }]) => `${behavior} ${declaration}`.includes(only));
  const tree = copyTree(packageRoot);
  try {
    let killed = 0;
    for (const [i, [mutant, edit]] of chosen.entries()) {
      const started = performance.now();
      const result = tryMutant(tree, mutant, edit);
      if (result.kind === 'killed') killed += 1;
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      process.stdout.write(mutantLines(i + 1, mutant, edit, result, seconds));
    }
    process.stdout.write(`${killed} of ${chosen.length} killed\n`);
    return 0;
  } finally {
    rmSync(tree, { recursive: true });
  }
};

/** Checks the paths in "also". @throws Error for a path that does not exist */
const checkPaths = (packageRoot: string, mutants: readonly Mutant[]): void => {
  const gone = mutants.flatMap(({ also }) => also).find((path) => !existsSync(join(packageRoot, path)));
  if (gone !== undefined) throw new Error(`mutants.txt names ${gone}, which does not exist: correct it`);
};

const copyTree = (packageRoot: string): string => {
  const tree = mkdtempSync(join(cacheDirectory(), `mutants-${process.pid}-`));
  for (const name of readdirSync(packageRoot).filter((one) => !NOT_COPIED.has(one)))
    cpSync(join(packageRoot, name), join(tree, name), { recursive: true });
  symlinkSync(join(packageRoot, 'node_modules'), join(tree, 'node_modules'));
  return tree;
};

/** Result for a mutant. `unclear`: the failed test also fails without the mutant. */
type MutantResult = { readonly kind: 'killed' | 'unclear'; readonly test: string } | { readonly kind: 'SURVIVED' };

const tryMutant = (tree: string, { also }: Mutant, { file, original, mutated }: Edit): MutantResult => {
  const verdict = withText(tree, file, { mutated, original }, () => {
    const related = runRelated(tree, file);
    return related.kind === 'failed' || also.length === 0 ? related : runBuilt(tree, also);
  });
  if (verdict.kind === 'none') return { kind: 'SURVIVED' };
  const { test, file: testFile } = verdict;
  const isSound = testFile === null || runAlone(tree, testFile).kind === 'none';
  return { kind: isSound ? 'killed' : 'unclear', test };
};

const withText = (
  tree: string,
  file: string,
  { mutated, original }: Pick<Edit, 'mutated' | 'original'>,
  run: () => Verdict,
): Verdict => {
  writeEdit(tree, file, mutated);
  try {
    return run();
  } finally {
    writeEdit(tree, file, original);
  }
};

const mutantLines = (number: number, mutant: Mutant, edit: Edit, result: MutantResult, seconds: string): string =>
  [
    `${String(number).padStart(2)} ${result.kind.padEnd(8)}  ${mutant.behavior}  (${seconds} s)`,
    `             ${edit.file}, ${mutant.declaration}: ${mutant.find}  ->  ${mutant.replace === '' ? '(nothing)' : mutant.replace}`,
    ...(result.kind === 'SURVIVED' ? [] : [`             by ${result.test}`]),
    '',
  ].join('\n');

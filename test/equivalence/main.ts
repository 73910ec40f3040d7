// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run test:equivalence`: compares the behavior of the work tree with the base commit, except for changes in map.txt. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baseCommit, checkOutBase, makeSide, type Side } from './builds.js';
import { cacheDirectory, cacheName, readOutcomes, writeOutcomes } from './cached-outcomes.js';
import { type Case, makeCases, nameOf, PREPARATIONS } from './cases.js';
import { commandOf, compareOutcomes } from './compare.js';
import { makeInputs, recordedCommands } from './inputs.js';
import { readMap } from './read-map.js';
import { makeRenameMap, type RenameMap } from './rename-map.js';
import { type Found, proposalText, reportText } from './report.js';
import { type Outcome, runAll, runCase } from './run-cases.js';
import { readSurface } from './surface.js';

const HELP = `Usage: npm run test:equivalence -- [flags]
  --only TEXT   only cases whose command line contains TEXT
  --all         every kind of difference, not only the 40 most frequent
  --propose     print lines for map.txt that would explain the differences
  --show        print both outputs of every case that differs (use it with --only)
  --fresh       run the base build again instead of using its cached outcomes
`;

/** Up to this many differing cases are run again on both sides, so that a one-time difference is not reported. */
const MAX_REPEATED = 50;

type Flags = { readonly all: boolean; readonly propose: boolean; readonly show: boolean; readonly fresh: boolean };

/** Returns the exit status: 0 when nothing differs and every entry of the map was applied. */
export const main = async (packageRoot: string, argv: readonly string[]): Promise<number> => {
  const boolean = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { only: { type: 'string' }, all: boolean, propose: boolean, show: boolean, fresh: boolean, help: boolean },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const folder = join(packageRoot, 'test', 'equivalence');
  const renames = makeRenameMap(readMap(readFileSync(join(folder, 'map.txt'), 'utf8')));
  const commit = baseCommit(packageRoot);
  const cache = cacheDirectory();
  removeAbandoned(cache);
  const scratch = mkdtempSync(join(cache, `run-${process.pid}-`));
  const checkout = checkOutBase(packageRoot, commit, join(scratch, 'checkout'));
  try {
    const surface = readSurface(checkout.path);
    const inputs = join(scratch, 'inputs');
    await makeInputs(checkout.path, surface.machines, inputs);
    const sides = {
      base: makeSide(scratch, 'base', checkout.path),
      work: makeSide(scratch, 'work', packageRoot),
    };
    const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;
    if (!hasTerminal) process.stdout.write('script(1) not found: skipped the terminal cases\n');
    const every = makeCases(surface, recordedCommands(inputs, surface.machines), hasTerminal);
    const cases = every.filter((one) => values.only === undefined || nameOf(one).includes(values.only));
    const sources = ['normalize.ts', 'run-cases.ts', 'inputs.ts', 'policies.ts', 'cases.ts'].map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    );
    const name = values.only === undefined ? cacheName(commit, cases, sources) : null;
    const found = await compareSides(sides, cases, renames, { cache, name, ...values });
    process.stdout.write(values.propose ? proposalText(found) : '');
    const unused = values.only === undefined ? renames.unused() : [];
    process.stdout.write(reportText(cases.length, found, unused, values.all));
    return found.length + unused.length === 0 ? 0 : 1;
  } finally {
    checkout.remove();
    rmSync(scratch, { recursive: true });
  }
};

/** Removes the directories of interrupted runs. */
const removeAbandoned = (cache: string): void => {
  for (const name of readdirSync(cache)) {
    const [, pid] = /^run-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(cache, name), { recursive: true });
  }
};

type Sides = { readonly base: Side; readonly work: Side };
type Cache = { readonly cache: string; readonly name: string | null };

/** Runs the cases on both sides; the outcomes of the base come from the cache if present. */
const compareSides = async (
  { base, work }: Sides,
  cases: readonly Case[],
  renames: RenameMap,
  { cache, name, show, fresh }: Cache & Flags,
): Promise<readonly Found[]> => {
  const forWork = cases.map((one) => mapArguments(one, renames));
  await prepare(base, PREPARATIONS);
  await prepare(
    work,
    PREPARATIONS.map((argv) => mapArguments({ argv, columns: null }, renames).argv),
  );
  const cached = name === null || fresh ? null : readOutcomes(cache, name);
  const before = cached ?? (await runSide(base, cases));
  if (cached === null && name !== null) writeOutcomes(cache, name, before);
  const after = await runSide(work, forWork);
  const differing = cases
    .map((one, index) => ({ one, index, base: before[index], work: after[index] }))
    .filter((d) => d.base !== undefined && d.work !== undefined && hasDifference(d.one, d.base, d.work, renames));
  const found: Found[] = [];
  for (const { one, index, base: baseOutcome, work: workOutcome } of differing) {
    if (baseOutcome === undefined || workOutcome === undefined) continue;
    let pair: readonly [Outcome, Outcome] = [baseOutcome, workOutcome];
    if (differing.length <= MAX_REPEATED)
      pair = [await runCase(base, one, index), await runCase(work, forWork[index] ?? one, index)];
    for (const difference of compareOutcomes(one, ...pair, renames)) found.push({ difference, name: nameOf(one) });
    if (show) process.stdout.write(bothOutputs(one, ...pair));
  }
  return found;
};

const hasDifference = (one: Case, base: Outcome, work: Outcome, renames: RenameMap): boolean =>
  JSON.stringify(base) !== JSON.stringify(work) && compareOutcomes(one, base, work, renames).length > 0;

const mapArguments = (one: Case, renames: RenameMap): Case => {
  const map = renames.for(commandOf(one));
  return { ...one, argv: one.argv.map((word) => map.argument(word)) };
};

const prepare = async (side: Side, lines: readonly (readonly string[])[]): Promise<void> => {
  for (const argv of lines) {
    const { status, stderr } = await runCase(side, { argv, columns: null }, 0);
    if (!['0', '6'].includes(status)) throw new Error(`${side.name}: fabric ${argv.join(' ')}: ${status}\n${stderr}`);
  }
};

/** Runs all cases, one more at a time than there are processors, and prints the duration. */
const runSide = async (side: Side, cases: readonly Case[]): Promise<readonly Outcome[]> => {
  const started = performance.now();
  const outcomes = await runAll(cases.length, availableParallelism() + 1, (index) =>
    runCase(side, cases[index] ?? { argv: [], columns: null }, index),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${side.name}: ${cases.length} runs in ${seconds} s\n`);
  return outcomes;
};

const bothOutputs = (one: Case, base: Outcome, work: Outcome): string =>
  [base, work]
    .map(({ stdout, stderr, status }, i) => `=== ${i === 0 ? 'base' : 'work'}, status ${status}\n${stdout}${stderr}`)
    .reduce((text, part) => text + part, `\n##### ${nameOf(one)}\n`);

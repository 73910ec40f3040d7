// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that the list of mutants fits the sources: who renames what a mutant edits corrects the list in the same commit. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../machines.js';
import { onlyEdit, readSources } from '../../mutants/apply-mutant.js';
import { readMutants } from '../../mutants/mutants.js';

const mutants = readMutants(readFileSync(join(packageRoot, 'test', 'mutants', 'mutants.txt'), 'utf8'));
const sources = readSources(packageRoot);

test('lists forty mutants', () => {
  expect(new Set(mutants.map(({ behavior }) => behavior)).size).toBe(40);
});

test.each(mutants.map((mutant) => [mutant.behavior, mutant] as const))('fits the sources: %s', (_, mutant) => {
  const { original, mutated } = onlyEdit(sources, mutant);
  expect(mutated).not.toBe(original);
});

test('names the mutant and its text when the source has changed', () => {
  const [mutant] = mutants;
  if (mutant === undefined) throw new Error('no mutant');
  const gone = { ...mutant, find: 'nothing like this' };
  expect(() => onlyEdit(sources, gone)).toThrow(
    'no parseU64 in src or bin holds "nothing like this": correct mutants.txt',
  );
});

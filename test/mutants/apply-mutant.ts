// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the one place in src, or in the programs of bin, that a mutant edits. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutants.js';

/** A file below the tree with the edit in it, and the file as it was. */
export type Edit = { readonly file: string; readonly original: string; readonly mutated: string };

/** Where the declaration begins and where the next one of the file does. Null when the file does not have it. */
const rangeOf = (text: string, declaration: string): readonly [number, number] | null => {
  const start = text.search(
    new RegExp(`^(?:export )?(?:abstract )?(?:const|let|function|class) ${declaration}\\b`, 'm'),
  );
  if (start < 0) return null;
  const next = text.slice(start + 1).search(/^(?:export |abstract |const |let |function |class |type |\/\*\*)/m);
  return [start, next < 0 ? text.length : start + 1 + next];
};

/** Every place of `find` in declarations of that name, by file. */
const findEdits = (files: ReadonlyMap<string, string>, mutant: Mutant): readonly Edit[] =>
  [...files].flatMap(([file, original]) => {
    const range = rangeOf(original, mutant.declaration);
    const at = range === null ? -1 : original.indexOf(mutant.find, range[0]);
    if (range === null || at < 0 || at >= range[1]) return [];
    const mutated = `${original.slice(0, at)}${mutant.replace}${original.slice(at + mutant.find.length)}`;
    return [{ file, original, mutated }];
  });

/** The sources of a tree by their path in it. */
export const readSources = (tree: string): ReadonlyMap<string, string> =>
  new Map(
    [...namesIn(tree, 'src', '.ts'), ...namesIn(tree, 'bin', '.cjs')].map((file) => [
      file,
      readFileSync(join(tree, file), 'utf8'),
    ]),
  );

const namesIn = (tree: string, directory: string, end: string): readonly string[] =>
  readdirSync(join(tree, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(directory, name));

/** The only edit. @throws Error that says what to correct when the source has changed */
export const onlyEdit = (files: ReadonlyMap<string, string>, mutant: Mutant): Edit => {
  const [edit, other] = findEdits(files, mutant);
  const what = `mutant "${mutant.behavior}"`;
  if (edit === undefined)
    throw new Error(
      `${what}: no ${mutant.declaration} in src or bin holds ${JSON.stringify(mutant.find)}: correct mutants.txt`,
    );
  if (other !== undefined) throw new Error(`${what}: it fits ${edit.file} and ${other.file}: make it fit one`);
  return edit;
};

/** Writes the file of an edit into a copy of the tree. */
export const writeEdit = (tree: string, file: string, text: string): void => writeFileSync(join(tree, file), text);

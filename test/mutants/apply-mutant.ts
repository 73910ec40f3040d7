// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the one place in src or bin that a mutant edits. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutants.js';

/** A file of the tree, its original text and the text with the fault. */
export type Edit = { readonly file: string; readonly original: string; readonly mutated: string };

/** Start and end of a declaration in a file; null when the file does not have it. */
const rangeOf = (text: string, declaration: string): readonly [number, number] | null => {
  const start = text.search(
    new RegExp(`^(?:export )?(?:abstract )?(?:const|let|function|class) ${declaration}\\b`, 'm'),
  );
  if (start < 0) return null;
  const next = text.slice(start + 1).search(/^(?:export |abstract |const |let |function |class |type |\/\*\*)/m);
  return [start, next < 0 ? text.length : start + 1 + next];
};

/** Finds every declaration of that name that contains `find`. */
const findEdits = (files: ReadonlyMap<string, string>, mutant: Mutant): readonly Edit[] =>
  [...files].flatMap(([file, original]) => {
    const range = rangeOf(original, mutant.declaration);
    const at = range === null ? -1 : original.indexOf(mutant.find, range[0]);
    if (range === null || at < 0 || at >= range[1]) return [];
    const mutated = `${original.slice(0, at)}${mutant.replace}${original.slice(at + mutant.find.length)}`;
    return [{ file, original, mutated }];
  });

/** Reads the sources of a tree, by path: src, and bin for code that src shares with the start-up files. */
export const readSources = (tree: string): ReadonlyMap<string, string> =>
  new Map(
    ['src', 'bin'].flatMap((directory) =>
      readdirSync(join(tree, directory), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.c?[tj]s$/.test(name))
        .map((name) => join(directory, name))
        .map((file): [string, string] => [file, readFileSync(join(tree, file), 'utf8')]),
    ),
  );

/** Returns the only edit that fits. @throws Error that names the mutant to correct when the source has changed */
export const onlyEdit = (files: ReadonlyMap<string, string>, mutant: Mutant): Edit => {
  const [edit, other] = findEdits(files, mutant);
  const what = `mutant "${mutant.behavior}"`;
  if (edit === undefined)
    throw new Error(
      `${what}: no ${mutant.declaration} in src or bin contains ${JSON.stringify(mutant.find)}: correct mutants.txt`,
    );
  if (other !== undefined) throw new Error(`${what}: fits ${edit.file} and ${other.file}; it must fit exactly one`);
  return edit;
};

/** Writes a file of a copy of the tree. */
export const writeEdit = (tree: string, file: string, text: string): void => writeFileSync(join(tree, file), text);

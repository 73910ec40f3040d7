// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads mutants.txt: one-line faults, each with the behavior that it breaks. */

/** A one-line fault. `also` names tests that need a build and must notice it. */
export type Mutant = {
  readonly behavior: string;
  /** The function, constant or class that contains the text. */
  readonly declaration: string;
  readonly find: string;
  readonly replace: string;
  readonly also: readonly string[];
};

const FORM = /^(\S.*)\n {2}in (\w+)\n {2}- (.+)\n {2}\+ ?(.*)(?:\n {2}also (.+))?$/;

/** Reads blocks separated by empty lines; lines with # are comments. @throws Error that shows a malformed block */
export const readMutants = (content: string): readonly Mutant[] =>
  content
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const [, behavior, declaration, find, replace = '', also] = FORM.exec(block) ?? [];
      if (behavior === undefined || declaration === undefined || find === undefined)
        throw new Error(`mutants.txt: expected a behavior, "in NAME", "- TEXT" and "+ TEXT":\n${block}`);
      return { behavior, declaration, find, replace, also: also?.split(' ') ?? [] };
    });

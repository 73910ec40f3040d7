// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads mutants.txt: one-line faults, each with the behavior that it breaks. */

/** An edit of one line. `also` are tests beyond unit, golden and contract that must notice it: they need a build. */
export type Mutant = {
  readonly behavior: string;
  /** The function, constant or class that the text is in. */
  readonly declaration: string;
  readonly find: string;
  readonly replace: string;
  readonly also: readonly string[];
};

const FORM = /^(\S.*)\n {2}in (\w+)\n {2}- (.+)\n {2}\+ ?(.*)(?:\n {2}also (.+))?$/;

/** Blocks between empty lines; lines with # are comments. @throws Error that shows a block in another form */
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

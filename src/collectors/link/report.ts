// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What mlxlink printed, the same from its text and from its JSON: titled sections of keys with a text each. The text is
 * spelled as the text output spells it: a list is `a,b,c`, a mask with its names `0x7 (a,b,c)`.
 *
 * @see the formatting code of mstflint, mlxlink/modules (both tools are built from it)
 */

/** One titled section, in the order in which it was printed. */
export type Section = {
  readonly title: string;
  readonly rows: ReadonlyMap<string, string>;
  /** Keys that stand in it more than once: no value of theirs can be trusted. */
  readonly repeated: ReadonlySet<string>;
};

/** A whole answer. A title stands in it several times when there are several PCIe links. */
export type Report = {
  readonly sections: readonly Section[];
  /** What the tool says that it could not read, in one line; empty when it read all. */
  readonly errors: string;
};

/** The sections of this title. */
export const sectionsOf = (report: Report, title: string): readonly Section[] =>
  report.sections.filter((section) => section.title === title);

/** Gathers the rows of one section; keys and texts lose the blanks that only align them. */
export const sectionBuilder = (title: string) => {
  const rows = new Map<string, string>();
  const repeated = new Set<string>();
  return {
    add: (key: string, text: string): void => {
      const name = key.trim().replaceAll(/\s+/g, ' ');
      if (rows.has(name)) repeated.add(name);
      rows.set(name, text.trim());
    },
    build: (): Section => ({ title, rows, repeated }),
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A report of mlxlink, independent of the output format: titled sections of keys and texts. Texts look as in the text
 * output: a list is `a,b,c`, a mask with its names is `0x7 (a,b,c)`.
 *
 * @see the formatting code of mstflint, mlxlink/modules (both tools are built from it)
 */

/** One titled section; rows are in printed order. */
export type Section = {
  readonly title: string;
  readonly rows: ReadonlyMap<string, string>;
  /** Keys that occur more than once, so none of their values can be trusted. */
  readonly repeated: ReadonlySet<string>;
};

/** A report. With several PCIe links a title occurs several times. */
export type Report = {
  readonly sections: readonly Section[];
  /** Errors that the tool printed, in one line; empty without errors. */
  readonly errors: string;
};

/** Returns the sections with this title. */
export const sectionsOf = (report: Report, title: string): readonly Section[] =>
  report.sections.filter((section) => section.title === title);

/** Collects the rows of a section, without the blanks that align keys and texts. */
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

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Sections of a document: each can be selected with `--section`, and is one line of the page on a terminal. */

import type { Choice } from './choice.js';
import type { Document } from './document.js';
import type { View } from './view.js';

/** One of them. */
export type Section = {
  /** The record types that it is made of, no other section's. */
  readonly types: readonly string[];
  /** The text of its line on the page; null for no line. */
  readonly summary?: (document: Document) => string | null;
  /** The line is shown only with `--section`. */
  readonly onRequest?: true;
  /** The table that `--section` shows in place of its line. */
  readonly table?: View;
};

/** The sections of a provider, in the order of the page, by the word that `--section` takes. */
export type Sections = Readonly<Record<string, Section>>;

/** Whether a section is selected; without `--section` all are. */
export const includesSection = ({ sections = [] }: Pick<Choice, 'sections'>, name: string): boolean =>
  sections.length === 0 || sections.includes(name);

/** Whether a record type belongs to a selected section. */
export const includesType = (sections: Sections, choice: Pick<Choice, 'sections'>, type: string): boolean => {
  const of = Object.keys(sections).filter((name) => sections[name]?.types.includes(type) === true);
  return of.length === 0 || of.some((name) => includesSection(choice, name));
};

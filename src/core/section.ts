// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The parts of an answer of many kinds: each can be asked for alone, and is one line of the page that people see. */

import type { Choice } from './choice.js';
import type { Document } from './document.js';
import type { View } from './view.js';

/** One of them. */
export type Section = {
  /** The record types that it is made of, no other section's. */
  readonly types: readonly string[];
  /** What its line of the page says; null where there is nothing to say. */
  readonly summary?: (document: Document) => string | null;
  /** Its line is there only when it is asked for. */
  readonly onRequest?: true;
  /** The table that is shown when it is asked for alone, in place of its line. */
  readonly table?: View;
};

/** The sections of a provider, in the order of the page, by the word that `--section` takes. */
export type Sections = Readonly<Record<string, Section>>;

/** Whether a section was asked for; without `--section` all of them are. */
export const includesSection = ({ sections = [] }: Pick<Choice, 'sections'>, name: string): boolean =>
  sections.length === 0 || sections.includes(name);

/** Whether a record type is part of what was asked for. */
export const includesType = (sections: Sections, choice: Pick<Choice, 'sections'>, type: string): boolean => {
  const of = Object.keys(sections).filter((name) => sections[name]?.types.includes(type) === true);
  return of.length === 0 || of.some((name) => includesSection(choice, name));
};

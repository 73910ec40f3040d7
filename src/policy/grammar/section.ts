// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The sections of a policy. */

import { closestName } from './spelling.js';

/** In the order in which `fabric` prints them: macros come before their use. */
export const SECTIONS = ['server', 'regex_macros', 'commands', 'commands_regex'] as const;

/** One of the four. */
export type Section = (typeof SECTIONS)[number];

/** A heading: a section, or an error with the most similar section. */
export type Heading =
  | { readonly section: Section; readonly reason: null }
  | { readonly section: Section | null; readonly reason: string };

/** Reads a heading: the whole line, without any space. */
export const parseHeading = (line: string): Heading => {
  const exact = SECTIONS.find((section) => line === `[${section}]`);
  if (exact !== undefined) return { section: exact, reason: null };
  const end = line.indexOf(']');
  const name = line.slice(1, end < 0 ? undefined : end);
  const known = closestName(name.trim(), SECTIONS);
  if (end < 0) return { section: known, reason: 'section header must end with "]"' };
  if (known !== null && known === name.trim()) {
    return { section: known, reason: `section header must be alone on its line; use [${known}]` };
  }
  const advice = known === null ? `sections: ${SECTIONS.map((s) => `[${s}]`).join(', ')}` : `did you mean [${known}]?`;
  return { section: known, reason: `unknown section [${name}]; ${advice}` };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An answer of many kinds as a page: a line a section, its name on the left. */
import type { Document } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import type { Sections } from '../core/section.js';

const GAP = 2;

/** Where a line would leave so little room, it is not wrapped. */
const NARROWEST = 24;

/** The lines of these sections; of one that has nothing to say there is none. A terminal's `width` wraps between words. */
export const renderPage = (
  document: Document,
  sections: Sections,
  names: readonly string[],
  width: number | null,
): string => {
  // The column is as wide for a part of the page as for the whole.
  const onPage = Object.entries(sections).filter(([, { says, apart }]) => says !== undefined && apart !== true);
  const indent = Math.max(...onPage.map(([name]) => name.length)) + GAP;
  const lines = names.flatMap((name) => {
    const said = sections[name]?.says?.(document) ?? null;
    return said === null ? [] : wrapped(`${name}${' '.repeat(GAP)}`.padEnd(indent), escapeForeign(said), width);
  });
  return lines.map((line) => `${line}\n`).join('');
};

/** The words in as many lines as they need, all but the first indented. A word is never cut. */
const wrapped = (lead: string, words: string, width: number | null): readonly string[] => {
  const room = (width ?? Number.POSITIVE_INFINITY) - lead.length;
  if (words.length <= room || room < NARROWEST) return [lead + words];
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(lead.length)) + line);
};

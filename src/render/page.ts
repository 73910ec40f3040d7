// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An answer of many kinds as a page: a line a section, its name on the left. */

import type { Document } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import type { Sections } from '../core/section.js';
import { shortenWords } from './shorten.js';
import { wrapWithHangingIndent } from './wrap.js';

const GAP = 2;

/** Lines with less room than this are not wrapped. */
const NARROWEST = 24;

/** The lines of these sections; a section without text has no line. A terminal's `width` wraps between words. */
export const renderPage = (
  document: Document,
  sections: Sections,
  names: readonly string[],
  width: number | null,
): string => {
  // The column is as wide for a part of the page as for the whole.
  const onPage = Object.entries(sections).filter(
    ([, { summary, onRequest }]) => summary !== undefined && onRequest !== true,
  );
  const indent = Math.max(...onPage.map(([name]) => name.length)) + GAP;
  const lines = names.flatMap((name) => {
    const line = sections[name]?.summary?.(document) ?? null;
    if (line === null) return [];
    const lead = `${name}${' '.repeat(GAP)}`.padEnd(indent);
    const hasRoom = width !== null && width - lead.length >= NARROWEST;
    const text = escapeForeign(line);
    return hasRoom
      ? wrapWithHangingIndent(lead, shortenWords(text, width - lead.length), width)
      : wrapWithHangingIndent(lead, text, Number.POSITIVE_INFINITY);
  });
  return lines.map((line) => `${line}\n`).join('');
};

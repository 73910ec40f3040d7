// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Wraps text with a hanging indent. */

/** A text behind a lead, in as many lines as it needs: broken between words, hung under itself. A word is never cut. */
export const wrapWithHangingIndent = (lead: string, text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = lead;
  let isFresh = true;
  for (const word of text.split(' ')) {
    if (!isFresh && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(lead.length) + word;
    } else {
      line += isFresh ? word : ` ${word}`;
    }
    isFresh = false;
  }
  return [...lines, line];
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Building blocks of help screens: paragraphs, wrapped lines and rows, 80 columns wide. */

import { wrapWithHangingIndent } from '../render/wrap.js';

const WIDTH = 80;

/** Lines that belong together. */
export type Paragraph = readonly string[];

/** Paragraphs with an empty line between them. */
export const joinParagraphs = (paragraphs: readonly Paragraph[]): string =>
  `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;

/** Wraps a text; its further lines are indented to the end of the prefix. */
export const wrapLines = (prefix: string, text: string): Paragraph => wrapWithHangingIndent(prefix, text, WIDTH);

/** Two columns: names and what they mean. */
export const rowsOf = (rows: readonly (readonly [name: string, meaning: string])[]): Paragraph => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
};

/** Turns a summary into a sentence: `list events` → `List events.` */
export const sentenceOf = (summary: string): string =>
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${summary.endsWith('.') ? '' : '.'}`;

/** How a user types a command: `policy:test` → `policy test`. */
export const typedName = (id: string): string => id.replaceAll(':', ' ');

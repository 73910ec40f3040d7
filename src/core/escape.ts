// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The one place where a string from outside (a device, a file, an argument) is made safe to show. */

// C0, DEL and C1; bidi marks, embeddings and isolates; line and paragraph separators; lone surrogates.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const hex = (c: string): string => c.charCodeAt(0).toString(16).padStart(4, '0');

/** For a terminal, a table or a message: no byte of it can move the cursor, recolor, reorder or break the line. */
export const escapeForeign = (foreign: string): string =>
  foreign.replace(UNSAFE, (c) => (c === '\n' ? '\\n' : c === '\t' ? '\\t' : `\\u${hex(c)}`));

/** A JSON string literal that is plain on a terminal too; reading it back gives the same string. */
export const jsonString = (foreign: string): string => JSON.stringify(foreign).replace(UNSAFE, (c) => `\\u${hex(c)}`);

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A character in a message that must not print it. */

/** `U+000A`: the character at this place of the text, a pair of surrogates as one. */
export const characterName = (text: string, at: number): string =>
  `U+${Number(text.codePointAt(at)).toString(16).toUpperCase().padStart(4, '0')}`;

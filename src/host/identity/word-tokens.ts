// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads a text as words: each run of letters and digits is one token, in lower case, and each other character is one. A word
 * that is found in these tokens has no letter or digit right before or right after it.
 */

import type { BackwardReader } from '../../core/word-matcher.js';

/** Reads the words of a text backwards. */
export const readWords: BackwardReader = (text, take) => {
  let end = text.length;
  while (end > 0) {
    let start = end - 1;
    if (isLetterOrDigit(text, start)) {
      while (isLetterOrDigit(text, start - 1)) start--;
      take(text.slice(start, end).toLowerCase(), start);
    } else {
      // A word that begins or ends with such a character must have no letter or digit beside it: so the token shows which it has.
      const beside = (isLetterOrDigit(text, start - 1) ? 1 : 0) + (isLetterOrDigit(text, end) ? 2 : 0);
      take(withoutCase(text.charCodeAt(start)) * 4 + beside, start);
    }
    end = start;
  }
};

/** True when an ASCII letter or digit is at this position. */
const isLetterOrDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at); // NaN outside of the text
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
};

/** The same number for both cases of a character that is not ASCII, as a regex with the flag `i` compares them. */
const withoutCase = (code: number): number => {
  if (code < 128) return code;
  const upper = String.fromCharCode(code).toUpperCase();
  return upper.length === 1 && upper.charCodeAt(0) >= 128 ? upper.charCodeAt(0) : code;
};

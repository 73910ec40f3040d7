// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses `WORD@N`: the word is optional and may repeat up to N times. An escaped sign is literal. */

import { FILE_LIMITS } from './limits.js';

/** A word without its repeat suffix. */
export type RepeatedWord = { readonly source: string; readonly least: 0 | 1; readonly most: number };

/** The digits after an unescaped `@` at the end; null when there are none. */
export const repeatSuffixOf = (text: string): string | null => {
  const [, escapes = '', digits] = /(\\*)@(\d+)$/.exec(text) ?? [];
  return digits === undefined || escapes.length % 2 === 1 ? null : digits;
};

/** Splits `@N` from a word; or the reason why it is refused. */
export const readRepeatSuffix = (text: string): RepeatedWord | { readonly reason: string } => {
  const digits = repeatSuffixOf(text);
  if (digits === null) return { source: text, least: 1, most: 1 };
  const source = text.slice(0, -1 - digits.length);
  const most = /^[1-9]\d?$/.test(digits) ? Number(digits) : Number.POSITIVE_INFINITY;
  if (most > FILE_LIMITS.wordTimes) {
    return {
      reason: `"@${digits}" is not allowed; use WORD@1 to WORD@${FILE_LIMITS.wordTimes}, or \\@ for a literal @`,
    };
  }
  if (repeatSuffixOf(source) !== null) return { reason: `"${source}" already contains "@"; use \\@ for a literal @` };
  return { source, least: 0, most };
};

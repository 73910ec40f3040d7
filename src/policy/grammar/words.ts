// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One word of a rule: in `[commands]` every byte is literal, in `[commands_regex]` it is a regex for one argument. */

import type { Rule, Word } from '../policy.js';
import type { Macros } from '../regex/cursor.js';
import { parseRegex } from '../regex/dialect.js';
import { FILE_LIMITS } from './limits.js';
import { readRepeatSuffix } from './repeat-suffix.js';

/** A word and the macros that it names; or why it is refused. */
export type ReadWord = { readonly word: Word; readonly uses: readonly string[] } | { readonly reason: string };

/** Reads one word after the program. */
export const parseWord = (text: string, section: Rule['section'], macros: Macros): ReadWord => {
  const reason = sizeError(text);
  if (reason !== null) return { reason };
  if (section === 'commands') {
    return { word: Object.freeze({ kind: 'literal', text, value: text, least: 1, most: 1 }), uses: [] };
  }
  const counted = readRepeatSuffix(text);
  if ('reason' in counted) return counted;
  const regex = parseRegex(counted.source, macros);
  if (regex.kind === 'refused') return regex;
  const { pattern, uses } = regex;
  if (pattern.shortest === 0) {
    return { reason: 'can be empty, and empty arguments are always denied; use + instead of *, or WORD@1' };
  }
  const { least, most } = counted;
  return pattern.kind === 'text'
    ? { word: Object.freeze({ kind: 'literal', text, value: pattern.literalPattern, least, most }), uses }
    : { word: Object.freeze({ kind: 'regex', text, pattern, least, most }), uses };
};

/** Why a text is no word, by its size; null when it is one. */
export const sizeError = (text: string): string | null => {
  if (text === '') return 'use one space between words, not two';
  return text.length > FILE_LIMITS.wordBytes ? `longer than ${FILE_LIMITS.wordBytes} bytes` : null;
};

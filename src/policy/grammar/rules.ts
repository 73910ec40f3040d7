// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One line of `[commands]` or `[commands_regex]`: a program and one word an argument. */

import type { Rule, RuleRef, Word } from '../policy.js';
import type { Macros } from '../regex/cursor.js';
import { pathError } from './program-path.js';
import { quote } from './quote.js';
import { parseWord, sizeError } from './words.js';

/** A rule; or everything that is wrong in its line. */
export type ReadRule = { readonly rule: Rule } | { readonly reasons: readonly string[] };

/** Reads one line of the section. */
export const parseRule = (ref: RuleRef, section: Rule['section'], macros: Macros): ReadRule => {
  const [path = '', ...texts] = ref.text.split(' ');
  const mistake = sizeError(path) ?? pathError(path);
  const reasons = mistake === null ? [] : [`program ${quote(path)}: ${mistake}`];
  const words: Word[] = [];
  const uses = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const read = parseWord(text, section, macros);
    if ('reason' in read) reasons.push(named(index + 1, text, read.reason));
    else {
      words.push(read.word);
      for (const name of read.uses) uses.add(name);
    }
  }
  if (reasons.length > 0) return { reasons };
  const least = words.reduce((total, word) => total + word.least, 0);
  const most = words.reduce((total, word) => total + word.most, 0);
  const frozen = { words: Object.freeze(words), uses: Object.freeze([...uses]) };
  return { rule: Object.freeze({ ...ref, section, path, ...frozen, least, most }) };
};

/** Advice about a macro names the macro: the argument adds nothing. */
const named = (argument: number, text: string, reason: string): string =>
  reason.startsWith('$') ? reason : `argument ${argument} ${quote(text)}: ${reason}`;

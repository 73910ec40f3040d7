// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The text of one kernel attribute: what it holds, or why it holds nothing. */

import type { FileAnswer, FileAnswers } from './file-answer.js';
import { type ProblemCode, type Reason, reasonOf } from './problem.js';

/** A value, or the reason why it is missing. */
export type ValueOrReason<V> = { readonly value: V } | { readonly value: null; readonly reason: Reason };

/** Parses a text; null when it is not such a text. */
export type ValueParser<V> = (text: string) => V | null;

/** The answer for a file whose name is not known. */
export const ABSENT_ANSWER: FileAnswer = { kind: 'error', errno: 'ENOENT' };

/** The answer of a file; ENOENT for one that was not requested. */
export const answerTo = (answers: FileAnswers, path: string): FileAnswer => answers.get(path) ?? ABSENT_ANSWER;

/** Whether a file is not there. */
export const isAbsent = (answer: FileAnswer): boolean => answer.kind === 'error' && answer.errno === 'ENOENT';

/** The first answer that is not absent, of files that may have the same text. */
export const firstPresent = (answers: readonly FileAnswer[]): FileAnswer =>
  answers.find((answer) => !isAbsent(answer)) ?? ABSENT_ANSWER;

const none = (code: ProblemCode, detail: string): { value: null; reason: Reason } => ({
  value: null,
  reason: { code, detail },
});

/** The text of an attribute without its final line break; `N/A…` and an empty file are reasons, not values. */
export const parseTextAnswer = (answer: FileAnswer): ValueOrReason<string> => {
  if (answer.kind !== 'text') return { value: null, reason: reasonOf(answer) };
  const text = answer.text.trim();
  if (text === '') return none('absent', 'empty');
  if (/^N\/A\b/i.test(text)) return none('not_supported', text.slice(0, SHOWN));
  return { value: text };
};

/** Parses with `parse`; a text for which it returns null is a finding. */
export const parseAnswer = <V>(answer: FileAnswer, parse: ValueParser<V>): ValueOrReason<V> => {
  const reading = parseTextAnswer(answer);
  if (reading.value === null) return reading;
  const value = parse(reading.value);
  return value === null ? none('parse', `"${reading.value.slice(0, SHOWN)}"`) : { value };
};

// Number of characters quoted from a text that could not be parsed.
const SHOWN = 40;

const U64_MAX = (1n << 64n) - 1n;

/** An unsigned decimal of at most 64 bits, as the kernel's `%llu` prints it; else null. */
export const parseU64 = (text: string): bigint | null => {
  if (!/^\d{1,20}$/.test(text)) return null;
  const value = BigInt(text);
  return value <= U64_MAX ? value : null;
};

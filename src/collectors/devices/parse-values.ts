// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses single values, and notes the reason for the fields that get none. Pure. */

import { parseAnswer, parseTextAnswer, type ValueParser } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';
import { type AddReason, createRecordTaker } from '../../core/findings.js';

/** Returns the answer of a file. */
export type AnswerLookup = (path: string) => FileAnswer;

/** Takes the value of a file that some kernels or devices lack: a missing file gives null without a reason. */
export const takeIfPresent = <V>(
  note: AddReason,
  answer: FileAnswer,
  field: string,
  parse: ValueParser<V>,
): V | null =>
  answer.kind === 'error' && answer.errno === 'ENOENT'
    ? null
    : createRecordTaker(note)(parseAnswer(answer, parse), field);

/** Errors of a driver that does not support the file. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['ENOENT', 'EOPNOTSUPP', 'EINVAL']);

/** Takes a name that some netdevs lack: an empty name or an unsupported file gives null without a reason. */
export const takeNameField = (note: AddReason, answer: FileAnswer, field: string): string | null => {
  const hasNoName =
    answer.kind === 'text' ? answer.text.trim() === '' : answer.kind === 'error' && UNSUPPORTED.has(answer.errno);
  return hasNoName ? null : createRecordTaker(note)(parseTextAnswer(answer), field);
};

/** Returns a parser for a hexadecimal number with exactly this many digits: `0x1021`. */
export const parseHexId =
  (digits: number) =>
  (text: string): string | null =>
    text.length === digits + 2 && /^0x[0-9a-f]+$/.test(text) ? text : null;

/** Parses a whole number of at most six digits. */
export const parseSmallNumber = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);

/** Parses a GUID: `a088:c203:0000:0120`. */
export const parseGuidText = (text: string): string | null =>
  /^([0-9a-f]{4}:){3}[0-9a-f]{4}$/.test(text) ? text : null;

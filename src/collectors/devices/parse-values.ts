// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A value or the reason that there is none, noted for the fields that it takes. Pure. */

import { parseAnswer, parseTextAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';
import type { Finding } from '../../core/problem.js';

/** How each file answered. */
export type AnswerLookup = (path: string) => FileAnswer;

/** Why a value is missing. */
export type Reason = Pick<Finding, 'code' | 'detail'>;

/** Notes why fields of a record have no value. */
export type AddFinding = (fields: readonly string[], reason: Reason) => void;

/** The value, or null with its reason noted for every field that it feeds. */
export const takeValue = <V>(note: AddFinding, reading: ValueOrReason<V>, ...fields: readonly string[]): V | null => {
  if ('reason' in reading) note(fields, reading.reason);
  return reading.value;
};

/** The value of a file that not every kernel or device has: where it is not there, null is by design. */
export const takeIfPresent = <V>(
  note: AddFinding,
  answer: FileAnswer,
  field: string,
  understand: (text: string) => V | null,
): V | null =>
  answer.kind === 'error' && answer.errno === 'ENOENT' ? null : takeValue(note, parseAnswer(answer, understand), field);

/** How a driver without the notion refuses a file. */
const NO_SUCH_NOTION: ReadonlySet<string> = new Set(['ENOENT', 'EOPNOTSUPP', 'EINVAL']);

/** A name that not every netdev has: an empty one, and a driver without the notion, are null by design. */
export const takeNameField = (note: AddFinding, answer: FileAnswer, field: string): string | null => {
  const isNameless =
    answer.kind === 'text' ? answer.text.trim() === '' : answer.kind === 'error' && NO_SUCH_NOTION.has(answer.errno);
  return isNameless ? null : takeValue(note, parseTextAnswer(answer), field);
};

/** `0x1021` with so many digits, and only that. */
export const parseHexId =
  (digits: number) =>
  (text: string): string | null =>
    text.length === digits + 2 && /^0x[0-9a-f]+$/.test(text) ? text : null;

/** A whole number of at most six digits. */
export const parseSmallNumber = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);

/** `a088:c203:0000:0120` */
export const parseGuidText = (text: string): string | null =>
  /^([0-9a-f]{4}:){3}[0-9a-f]{4}$/.test(text) ? text : null;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses single values, and notes the reason for the fields that get none. Pure. */

import { parseAnswer, parseTextAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';
import type { Finding } from '../../core/problem.js';

/** Returns the answer of a file. */
export type AnswerLookup = (path: string) => FileAnswer;

/** Why a value is missing. */
export type Reason = Pick<Finding, 'code' | 'detail'>;

/** Notes why fields of a record have no value. */
export type AddFinding = (fields: readonly string[], reason: Reason) => void;

/** Returns the value, or null with its reason noted for each field. */
export const takeValue = <V>(note: AddFinding, reading: ValueOrReason<V>, ...fields: readonly string[]): V | null => {
  if ('reason' in reading) note(fields, reading.reason);
  return reading.value;
};

/** Like takeValue for a file that some kernels or devices lack: a missing file gives null without a reason. */
export const takeIfPresent = <V>(
  note: AddFinding,
  answer: FileAnswer,
  field: string,
  parse: (text: string) => V | null,
): V | null =>
  answer.kind === 'error' && answer.errno === 'ENOENT' ? null : takeValue(note, parseAnswer(answer, parse), field);

/** Errors of a driver that does not support the file. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['ENOENT', 'EOPNOTSUPP', 'EINVAL']);

/** Takes a name that some netdevs lack: an empty name or an unsupported file gives null without a reason. */
export const takeNameField = (note: AddFinding, answer: FileAnswer, field: string): string | null => {
  const hasNoName =
    answer.kind === 'text' ? answer.text.trim() === '' : answer.kind === 'error' && UNSUPPORTED.has(answer.errno);
  return hasNoName ? null : takeValue(note, parseTextAnswer(answer), field);
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

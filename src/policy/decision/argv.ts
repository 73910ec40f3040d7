// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The requested command: read once, copied, and checked before any rule sees it. */

import { characterName } from '../grammar/character-name.js';
import { ARGV_LIMITS } from '../grammar/limits.js';

/** A frozen copy of a command with non-empty printable ASCII elements; or why it is invalid. */
export type CheckedArgv =
  | { readonly argv: readonly [program: string, ...args: string[]] }
  | { readonly detail: string };

/**
 * Checks any value. Each element is read once, so what answers differently a second time is judged by its first answer.
 * Never throws: a value that throws when it is looked at is no command.
 */
export const checkArgv = (value: unknown): CheckedArgv => {
  try {
    return check(value);
  } catch {
    return { detail: 'the command could not be read' };
  }
};

const check = (value: unknown): CheckedArgv => {
  if (!Array.isArray(value)) return { detail: 'the command is not a list of arguments' };
  const { elements, totalBytes } = ARGV_LIMITS;
  const length: unknown = value.length;
  if (!isCount(length) || length < 1 || length > elements) {
    return { detail: `the command has ${String(length)} elements; 1 to ${elements} are allowed` };
  }
  const argv: string[] = [];
  let total = 0;
  for (let index = 0; index < length; index++) {
    const element: unknown = value[index];
    const mistake = elementError(element);
    if (typeof element !== 'string' || mistake !== null) return { detail: `${nameOf(index)} ${mistake}` };
    argv.push(element);
    total += element.length;
  }
  if (total > totalBytes) return { detail: `the command is longer than ${totalBytes} bytes` };
  return { argv: Object.freeze(argv as [string, ...string[]]) };
};

const isCount = (value: unknown): value is number => Number.isInteger(value);

const elementError = (element: unknown): string | null => {
  if (typeof element !== 'string') return 'is not text';
  if (element === '') return 'is empty';
  const at = element.search(/[^\x20-\x7e]/);
  if (at >= 0) return `contains ${characterName(element, at)}; only printable ASCII is allowed`;
  return element.length > ARGV_LIMITS.elementBytes ? `is longer than ${ARGV_LIMITS.elementBytes} bytes` : null;
};

const nameOf = (index: number): string => (index === 0 ? 'the program' : `argument ${index}`);

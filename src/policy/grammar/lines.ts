// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The bytes of a policy as lines. What is not printable ASCII has no place in it, not even in a comment. */

import { characterName } from './character-name.js';
import { FILE_LIMITS } from './limits.js';

/** One line without its end; counted from 1. */
export type Line = { readonly number: number; readonly text: string };

/** A line that cannot be read, and why. */
export type InvalidLine = { readonly number: number; readonly reason: string };

/** Every line, the last one whether or not it ends. */
export const linesOf = (bytes: Uint8Array): readonly (Line | InvalidLine)[] => {
  // Bytes that are no UTF-8 become U+FFFD, a BOM stays: neither is ASCII, so both are refused below.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.split('\n').map((line, index) => {
    const reason = mistakeIn(line);
    return reason === null ? { number: index + 1, text: line } : { number: index + 1, reason };
  });
};

/** Whether a line is longer than a line of a policy may be. */
export const isTooLong = (line: string): boolean => line.length > FILE_LIMITS.lineBytes;

/** Why such a line is refused. */
export const TOO_LONG = `line is longer than ${FILE_LIMITS.lineBytes} bytes`;

const mistakeIn = (line: string): string | null => {
  const column = line.search(/[^\x20-\x7e]/);
  if (column >= 0) return wrongCharacter(line, column);
  if (isTooLong(line)) return TOO_LONG;
  if (line.startsWith(' ')) return 'line begins with a space; continuation lines are not supported';
  return line.endsWith(' ') ? 'line ends with a space' : null;
};

const wrongCharacter = (line: string, column: number): string => {
  if (line[column] === '\t') return `column ${column + 1}: tabs are not allowed; use one space`;
  if (line[column] === '\r' && column === line.length - 1) return 'line ends with CR LF; use LF';
  return `column ${column + 1}: ${characterName(line, column)} is not allowed; a policy is printable ASCII`;
};

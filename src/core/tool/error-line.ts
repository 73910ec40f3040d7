// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Extracts a one-line error message from the output of a failed tool. */

import { stripAnsi } from '../ansi.js';
import type { CommandOutput } from '../command-answer.js';

// Vendor tools begin an error so, on either stream; mlxconfig has its errors on stdout alone.
const ERROR = /^-E-\s*/;

/** No sentence of a tool is longer; a usage text is cut. */
const LENGTH = 120;

const linesOf = (text: string): readonly string[] =>
  stripAnsi(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The last error line, or else the last line of stderr; null without any. Results on stdout are not an error message. */
export const errorLineOf = ({ stdout, stderr }: CommandOutput): string | null => {
  const others = linesOf(stderr);
  const errors = [...linesOf(stdout), ...others].filter((line) => ERROR.test(line));
  const line = (errors.at(-1) ?? others.at(-1) ?? '').replace(ERROR, '');
  if (line === '') return null;
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH)}...`;
};

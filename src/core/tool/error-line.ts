// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a tool that failed says about it, in one line. */

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

/** Its last error, else the last line of stderr; null when it says nothing. An answer on stdout is not what it says. */
export const errorLineOf = ({ stdout, stderr }: CommandOutput): string | null => {
  const talk = linesOf(stderr);
  const errors = [...linesOf(stdout), ...talk].filter((line) => ERROR.test(line));
  const said = (errors.at(-1) ?? talk.at(-1) ?? '').replace(ERROR, '');
  if (said === '') return null;
  return said.length <= LENGTH ? said : `${said.slice(0, LENGTH)}...`;
};

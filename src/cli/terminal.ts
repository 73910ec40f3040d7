// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Detects whether results and messages go to a terminal. */

import { STDERR, STDOUT } from '../core/stream-name.js';

/** Properties of stdout (or the file of `-o`) and stderr. */
export type Terminal = {
  /** The answer goes to a terminal: quantities for people, wrapped to `width`. */
  readonly isTerminal: boolean;
  readonly width: number | null;
  readonly color: boolean;
  readonly isStderrTerminal: boolean;
  readonly stderrColor: boolean;
};

/**
 * Looks at the streams and the environment. `wantsColor` is false with --no-color; `descriptor` is the one that the answer
 * goes to, null for a file. One that the caller opened (`-o /dev/fd/3`) is treated as a program's.
 */
export const detectTerminal = (wantsColor: boolean, descriptor: number | null = STDOUT): Terminal => {
  const stream = descriptor === STDOUT ? process.stdout : descriptor === STDERR ? process.stderr : null;
  const isTerminal = stream?.isTTY === true;
  const isStderrTerminal = process.stderr.isTTY === true;
  const mayColor = wantsColor && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return {
    isTerminal,
    width: isTerminal ? stream.columns || 80 : null,
    color: isTerminal && mayColor,
    isStderrTerminal: isStderrTerminal,
    stderrColor: isStderrTerminal && mayColor,
  };
};

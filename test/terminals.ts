// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Where an answer goes. */

import type { Terminal } from '../src/cli/terminal.js';

/** Nobody looks: another program reads. */
export const PIPE: Terminal = {
  isTerminal: false,
  width: null,
  color: false,
  isStderrTerminal: false,
  stderrColor: false,
};

/** A terminal of 80 columns without color. */
export const SCREEN: Terminal = { ...PIPE, isTerminal: true, width: 80, isStderrTerminal: true };

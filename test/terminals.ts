// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Where an answer goes. */

import type { Terminal } from '../src/cli/terminal.js';

/** Nobody looks: another program reads. */
export const PIPE: Terminal = {
  isForPeople: false,
  width: null,
  colour: false,
  isStderrTerminal: false,
  stderrColor: false,
};

/** A terminal of 80 columns without colour. */
export const SCREEN: Terminal = { ...PIPE, isForPeople: true, width: 80, isStderrTerminal: true };

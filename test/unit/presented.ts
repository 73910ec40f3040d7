// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a user sees of a document that a test made. */

import { renderAnswer } from '../../src/cli/render-answer.js';
import type { Terminal } from '../../src/cli/terminal.js';
import type { Document } from '../../src/core/document.js';
import type { AnyProvider } from '../../src/core/provider.js';
import { defaultOptions } from '../machines.js';
import { PIPE } from '../terminals.js';

/** The answer, and on a screen the messages below it. */
export const presentedBy = async (
  document: Document,
  provider: AnyProvider,
  flags: Readonly<Record<string, unknown>> = {},
  terminal: Terminal = PIPE,
): Promise<string> => {
  const { answer, messages } = await renderAnswer(document, provider, defaultOptions(provider, flags), terminal);
  return terminal.isTerminal ? answer + messages : answer;
};

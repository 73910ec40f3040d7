// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Prints one message on stderr. */

import { escapeForeign } from '../core/escape.js';
import { type Message, renderMessages } from '../render/messages.js';
import { detectTerminal } from './terminal.js';
import { writeStderr } from './write.js';

/** Prints one line; foreign text in it is escaped. */
export const printMessage = async (kind: Message['kind'], text: string): Promise<void> =>
  writeStderr(await renderMessages([{ kind, text: escapeForeign(text) }], detectTerminal(true).stderrColor));

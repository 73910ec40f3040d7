// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A line of talk on stderr. */

import { escapeForeign } from '../core/escape.js';
import { type Message, renderMessages } from '../render/messages.js';
import { detectTerminal } from './terminal.js';
import { writeStderr } from './write.js';

/** Says one line, escaped. */
export const printMessage = async (kind: Message['kind'], text: string): Promise<void> =>
  writeStderr(await renderMessages([{ kind, text: escapeForeign(text) }], detectTerminal(true).stderrColor));

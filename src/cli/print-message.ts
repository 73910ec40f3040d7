// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A line of talk on stderr. */

import { escapeForeign } from '../core/escape.js';
import { type TalkLine, writeTalk } from '../render/messages.js';
import { lookAtTerminal } from './terminal.js';
import { writeTalkLines } from './write.js';

/** Says one line, escaped. */
export const say = async (kind: TalkLine['kind'], text: string): Promise<void> =>
  writeTalkLines(await writeTalk([{ kind, text: escapeForeign(text) }], lookAtTerminal(true).talkColour));

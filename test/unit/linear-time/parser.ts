// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Type of a parser under test, and answers that contain a text. */

import type { CommandAnswer } from '../../../src/core/command-answer.js';
import type { FileAnswer } from '../../../src/core/file-answer.js';
import type { Invocation } from '../../../src/core/invocation.js';
import type { ToolAnswer } from '../../../src/core/tool/run-tool.js';
import type { MakeText } from './growth.js';
import type { Format } from './texts.js';

/** A parser. `texts` are made for it, in addition to those of its format. */
export type Parser = Format & {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly texts?: Readonly<Record<string, MakeText>>;
  /** Set when each line raises an error of JSON.parse, which is slow for any text. */
  readonly hasTextsOnly?: true;
};

const TOOL: Invocation = {
  name: 'tool.read',
  path: '/usr/bin/tool',
  args: [],
  effect: 'read',
  timeoutSeconds: 1,
  help: 'Asks.',
};

const answerOf = (answer: CommandAnswer): ToolAnswer => ({
  where: 'mlx5_0',
  invocation: TOOL,
  argv: [TOOL.path],
  answer,
  missing: [],
});

/** A tool that printed this text on stdout and stderr. */
export const printed = (text: string): ToolAnswer =>
  answerOf({ kind: 'ok', stdout: text, stderr: text, durationSeconds: 1 });

/** A tool that failed with this text on both streams. */
export const failed = (text: string): ToolAnswer =>
  answerOf({ kind: 'failed', status: 1, stdout: text, stderr: text, durationSeconds: 1 });

/** A file with this text. */
export const file = (text: string): FileAnswer => ({ kind: 'text', text });

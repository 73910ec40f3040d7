// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Queries the database, or its copy if the database refuses the user's connection. The user needs no setting for that. */

import type { Host } from '../../core/host.js';
import { runTool, type ToolAnswer } from '../../core/tool/run-tool.js';
import { COPY, SNAPSHOT } from './commands.js';
import { connectionErrorIn } from './connection-error.js';

/** The answer of the database or its copy; without a copy, the error of the database. */
export const queryDatabase = async (host: Pick<Host, 'run'>): Promise<ToolAnswer> => {
  const own = await runTool(host, [SNAPSHOT], {}, { where: '', device: null });
  if (connectionErrorIn(own)?.why !== 'Permission denied') return own;
  const copy = await runTool(host, [COPY], {}, { where: '', device: null });
  const isThere = copy.answer.kind !== 'denied' && connectionErrorIn(copy)?.why !== 'No such file or directory';
  return isThere ? copy : own;
};

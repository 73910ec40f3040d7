// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads an answer of ovs-appctl. */

import type { ValueOrReason } from '../../core/attribute.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Liveness } from './liveness.js';
import type { Redact } from './secrets.js';

/** Parses with `parse`; for a daemon that was not queried, the reason for that. */
export const readAppctl = <V>(
  toolAnswer: ToolAnswer | null,
  liveness: Liveness,
  redact: Redact,
  parse: (text: string) => ValueOrReason<V>,
): ValueOrReason<V> => {
  if (toolAnswer === null) return { value: null, reason: liveness.reason ?? { code: 'absent', detail: 'not queried' } };
  const reason = reasonOfTool(toolAnswer);
  if (reason !== null) return { value: null, reason: { ...reason, detail: redact(reason.detail) } };
  return parse(toolAnswer.answer.kind === 'ok' ? toolAnswer.answer.stdout : '');
};

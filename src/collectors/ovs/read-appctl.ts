// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An answer of ovs-appctl, understood or not. */

import type { ValueOrReason } from '../../core/attribute.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Liveness } from './liveness.js';
import type { Redact } from './secrets.js';

/** Reads with `understand`; of a daemon that was not asked, why it was not. */
export const readAppctl = <V>(
  asked: ToolAnswer | null,
  liveness: Liveness,
  redact: Redact,
  understand: (text: string) => ValueOrReason<V>,
): ValueOrReason<V> => {
  if (asked === null) return { value: null, reason: liveness.reason ?? { code: 'absent', detail: 'not queried' } };
  const reason = reasonOfTool(asked);
  if (reason !== null) return { value: null, reason: { ...reason, detail: redact(reason.detail) } };
  return understand(asked.answer.kind === 'ok' ? asked.answer.stdout : '');
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why a tool gave nothing. One that is not there costs its fields and is no fault of the machine. */
import type { Finding } from '../../core/problem.js';
import type { ToolAnswer } from '../../core/tool/ask.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import { FOR_ROOT } from './take.js';

/** A reason, and how grave it is where its code would say otherwise. */
export type ToolReason = Pick<Finding, 'code' | 'detail' | 'severity' | 'fix'>;

// bfver: `fatal: must be run as root`
const WANTS_ROOT = /must be run as root/i;

/** The reason; null for a tool that ended well. */
export const reasonWithoutTool = (asked: ToolAnswer): ToolReason | null => {
  const { answer } = asked;
  if (answer.kind === 'missing') return { code: 'absent', detail: answer.detail };
  if (answer.kind === 'denied' && answer.by === 'root')
    return { code: 'denied', detail: answer.detail, severity: 'note' };
  const reason = reasonOfTool(asked);
  if (reason === null) return null;
  return reason.code === 'permission' || WANTS_ROOT.test(reason.detail) ? FOR_ROOT : reason;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Why a tool gave nothing. One that is not there costs its fields and is no fault of the machine. */

import { isMissingProgram } from '../../core/command-answer.js';
import { programOf } from '../../core/invocation.js';
import type { Reason } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { NEEDS_ROOT_REASON } from './reasons.js';

// bfver: `fatal: must be run as root`
const WANTS_ROOT = /must be run as root/i;

/** The reason; null for a tool that succeeded. When no alternative is installed, all are named. */
export const toolReason = (toolAnswer: ToolAnswer): Reason | null => {
  const { answer, invocation, missing } = toolAnswer;
  if (answer.kind === 'denied' && answer.by === 'root')
    return { code: 'denied', detail: answer.detail, severity: 'note' };
  if (answer.kind === 'missing') {
    const tried = [...missing, { invocation, detail: answer.detail }];
    // A tool that is installed but cannot start, or was not recorded, is not absent.
    const odd = tried.find((one) => !isMissingProgram(one.detail, one.invocation.path));
    if (odd !== undefined) return { code: 'unreadable', detail: odd.detail };
    const names = [...new Set(tried.map((one) => programOf(one.invocation)))];
    const detail = names.length === 1 ? `${names[0]} is not installed` : `neither ${names.join(' nor ')} is installed`;
    return { code: 'absent', detail };
  }
  const reason = reasonOfTool(toolAnswer);
  if (reason === null) return null;
  if (reason.code === 'denied') return { ...reason, fix: 'fabric policy explain sysinfo' };
  return reason.code === 'permission' || WANTS_ROOT.test(reason.detail) ? NEEDS_ROOT_REASON : reason;
};

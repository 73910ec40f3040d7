// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Validates a tool answer: a report about the requested device, or why not. Pure. */

import type { FileAnswer } from '../../core/file-answer.js';
import { programOf } from '../../core/invocation.js';
import type { Reason } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { parseToolAnswer } from './parse-tool-answer.js';
import type { RawPort } from './raw.js';
import { type Report, sectionsOf } from './report.js';
import { SEMAPHORE_BUSY } from './section-reader.js';

/** A report, or the reason why it is missing. */
export type ParsedReport = { readonly report: Report } | { readonly reason: Reason };

/** Parses the answer about a port, and rejects a report about another device. */
export const parseCheckedAnswer = ({ target, firmware, answer }: RawPort): ParsedReport => {
  const found = parseReport(answer);
  if ('reason' in found) return found;
  const mismatch = firmwareMismatch(found.report, firmware);
  if (mismatch === null) return found;
  const detail = `${programOf(answer.invocation)} reports ${mismatch}: not about ${target.device}`;
  return { reason: { code: 'parse', detail } };
};

/** Parses a tool answer. A tool that fails may have printed all sections but one before. */
export const parseReport = (toolAnswer: ToolAnswer): ParsedReport => {
  const { answer, invocation } = toolAnswer;
  const report = answer.kind === 'ok' || answer.kind === 'failed' ? parseToolAnswer(answer.stdout) : null;
  if (report !== null) return { report };
  const reason = reasonOfTool(toolAnswer);
  if (reason !== null) return { reason: clarifyReason(reason) };
  const stdout = answer.kind === 'ok' ? answer.stdout : '';
  const what = stdout === '' ? 'no output' : `output is not a report (${stdout.length} characters)`;
  return { reason: { code: 'parse', detail: `${programOf(invocation)}: ${what}` } };
};

/** Replaces two messages of the tool that do not name the cause. */
const clarifyReason = ({ code, detail }: Reason): Reason => {
  const [tool = ''] = detail.split(':');
  if (/SEMAPHORE/.test(detail)) return { code, detail: `${tool}: ${SEMAPHORE_BUSY}` };
  if (/FW Version .* is not supported/.test(detail)) {
    return {
      code,
      detail: `${tool}: cannot read the adapter (locked down, in reset or busy), or its firmware is too old`,
    };
  }
  return { code, detail };
};

/** Describes a firmware mismatch between report and sysfs (the report is about another device); null when they agree or one is unknown. */
const firmwareMismatch = (report: Report, firmware: FileAnswer | null): string | null => {
  const [section] = sectionsOf(report, 'Tool Information');
  const reported = section?.rows.get('Firmware Version');
  const running = firmware?.kind === 'text' ? firmware.text.trim() : undefined;
  if (reported === undefined || running === undefined) return null;
  const numbers = (version: string): string => (version.match(/\d+/g) ?? []).map(Number).join('.');
  if (numbers(reported) === '' || numbers(running) === '' || numbers(reported) === numbers(running)) return null;
  return `firmware ${reported}, but the device runs ${running}`;
};

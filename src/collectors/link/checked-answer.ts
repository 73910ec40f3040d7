// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whether an answer of the tool is one: a report, of the device that was asked, or why not. Pure. */

import type { FileAnswer } from '../../core/file-answer.js';
import { programOf } from '../../core/invocation.js';
import type { Finding } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { parseToolAnswer } from './parse-tool-answer.js';
import type { RawPort } from './raw.js';
import { type Report, sectionsOf } from './report.js';
import { SEMAPHORE_BUSY } from './section-reader.js';

type Why = Pick<Finding, 'code' | 'detail'>;

/** A report, or why there is none. */
export type ParsedReport = { readonly report: Report } | { readonly why: Why };

/** The report about a port, if it is about this port. */
export const parseCheckedAnswer = ({ target, firmware, answer }: RawPort): ParsedReport => {
  const found = parseReport(answer);
  if ('why' in found) return found;
  const strange = firmwareMismatch(found.report, firmware);
  if (strange === null) return found;
  const detail = `${programOf(answer.invocation)} reports ${strange}: not about ${target.device}`;
  return { why: { code: 'parse', detail } };
};

/** The report in an answer. A tool that failed may have written all but one section of it before. */
export const parseReport = (asked: ToolAnswer): ParsedReport => {
  const { answer, invocation } = asked;
  const report = answer.kind === 'ok' || answer.kind === 'failed' ? parseToolAnswer(answer.stdout) : null;
  if (report !== null) return { report };
  const reason = reasonOfTool(asked);
  if (reason !== null) return { why: clarifyReason(reason) };
  const stdout = answer.kind === 'ok' ? answer.stdout : '';
  const what = stdout === '' ? 'no output' : `output is not a report (${stdout.length} characters)`;
  return { why: { code: 'parse', detail: `${programOf(invocation)}: ${what}` } };
};

/** Two of the tool's own words that do not say what is wrong. */
const clarifyReason = ({ code, detail }: Why): Why => {
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

/** The firmware that the report tells of, if the device runs another; null when they agree, or one is not known. */
const firmwareMismatch = (report: Report, firmware: FileAnswer | null): string | null => {
  const [section] = sectionsOf(report, 'Tool Information');
  const said = section?.rows.get('Firmware Version');
  const runs = firmware?.kind === 'text' ? firmware.text.trim() : undefined;
  if (said === undefined || runs === undefined) return null;
  const numbers = (version: string): string => (version.match(/\d+/g) ?? []).map(Number).join('.');
  if (numbers(said) === '' || numbers(runs) === '' || numbers(said) === numbers(runs)) return null;
  return `firmware ${said}, but the device runs ${runs}`;
};

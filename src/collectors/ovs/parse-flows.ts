// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses flows, for `--flows`. Pure. */

import type { Parsed } from '../../core/record-type.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { OvsFinding } from './findings.js';
import { type Liveness, noAnswerReason } from './liveness.js';
import { parseFlowDump } from './parse-flow-text.js';
import type { OvsRaw } from './raw.js';
import type { Types } from './records.js';
import type { Redact } from './secrets.js';

type FlowRecord = Parsed<Types>['records']['flows'][number];

/** Every parsed flow; of a truncated answer those before the end. */
export const parseFlows = (
  { daemon, wantsFlows }: OvsRaw,
  liveness: Liveness,
  redact: Redact,
  findings: OvsFinding[],
): readonly FlowRecord[] => {
  const about = { type: 'flows', where: '', field: null } as const;
  const toolAnswer = daemon?.flows ?? null;
  if (toolAnswer === null) {
    if (wantsFlows) findings.push({ ...about, ...noAnswerReason(liveness) });
    return [];
  }
  const reason = reasonOfTool(toolAnswer);
  if (reason !== null) findings.push({ ...about, ...reason, detail: redact(reason.detail) });
  const { answer } = toolAnswer;
  if (answer.kind !== 'ok' && answer.kind !== 'truncated') return [];
  const { flows, notUnderstood } = parseFlowDump(answer.stdout);
  if (notUnderstood > 0)
    findings.push({
      ...about,
      code: 'parse',
      detail: `lines of dpctl/dump-flows that could not be parsed: ${notUnderstood}`,
    });
  return flows.map((one) => ({
    thread: one.thread,
    flow: one.flow,
    match: one.match,
    offloaded: one.offloaded,
    datapath: one.datapath,
    matched_packets: one.packets,
    matched_bytes: one.bytes,
    used_seconds: one.usedSeconds,
    actions: one.actions,
  }));
};

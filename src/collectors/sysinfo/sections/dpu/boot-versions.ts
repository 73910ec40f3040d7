// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the output of bfver: the firmware in the boot partition.
 *
 * ```
 * --/dev/mmcblk0boot1
 * BlueField ATF version: v2.2(release):4.9.1-21-gfc25b08d9
 * ```
 */

import type { ValueOrReason } from '../../../../core/attribute.js';
import type { Invocation } from '../../../../core/invocation.js';
import type { ToolAnswer } from '../../../../core/tool/run-tool.js';
import { toolReason } from '../../tool.js';

/** Asks it; it needs root. */
export const BFVER: Invocation = {
  name: 'bfver.versions',
  path: '/usr/bin/bfver',
  args: [],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'ATF, UEFI and BSP versions in the boot partition of a DPU.',
};

/** The version of `ATF`, `UEFI` or `BSP`. Two partitions must agree: it is not known which of them booted the machine. */
export const parseBootVersion = (toolAnswer: ToolAnswer, part: 'ATF' | 'UEFI' | 'BSP'): ValueOrReason<string> => {
  const { answer } = toolAnswer;
  const reason = toolReason(toolAnswer);
  if (reason !== null || answer.kind !== 'ok') return { value: null, reason: reason ?? NOT_TOLD };
  const lead = `BlueField ${part} version: `;
  const reported = answer.stdout
    .split('\n')
    .slice(0, -1) // what follows the last line break was cut, or is empty
    .filter((line) => line.startsWith(lead))
    .map((line) => line.slice(lead.length).trim());
  const [version, another] = new Set(reported);
  if (version === undefined || version === '')
    return { value: null, reason: { code: 'absent', detail: `${part} not reported by bfver` } };
  const isOne = another === undefined && /^[\w.():+~-]{1,100}$/.test(version);
  return isOne ? { value: version } : { value: null, reason: { code: 'parse', detail: `${part} of bfver` } };
};

const NOT_TOLD = { code: 'parse', detail: 'bfver' } as const;

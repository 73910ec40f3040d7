// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Recognizes a card in zero-trust mode from the output of vendor tools. */

import type { Reason } from '../core/problem.js';
import type { ToolAnswer } from '../core/tool/run-tool.js';

// flint and mlxconfig (`Cannot access NV register. Either FW does not support …, or HW access is disabled.`)
const SHUT = /HW access is disabled/;

/** The reason, when the tool reports a restricted host; `isDpu` when this machine is the DPU that sets the restriction. */
export const zeroTrustReason = ({ answer }: ToolAnswer, isDpu: boolean): Reason | null => {
  if (!('stdout' in answer) || !SHUT.test(answer.stdout + answer.stderr)) return null;
  const detail = isDpu ? 'access restricted by the DPU (zero-trust mode)' : 'hardware access is disabled on the device';
  return { code: 'permission', detail };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses which side owns the network of this DPU from its firmware parameters. */

import type { ValueOrReason } from '../../../../core/attribute.js';
import { type Invocation, programOf } from '../../../../core/invocation.js';
import type { ToolAlternatives, ToolAnswer } from '../../../../core/tool/run-tool.js';
import type { Adapter } from '../../../../hardware/adapter/adapter.js';
import { QUERY } from '../../../../hardware/nvconfig/commands.js';
import { type Mode, parseOperationMode } from '../../../../hardware/nvconfig/mode.js';
import { parseConfigurationTable } from '../../../../hardware/nvconfig/table.js';
import { zeroTrustReason } from '../../../../hardware/zero-trust.js';
import { toolReason } from '../../tool.js';

const [first, ...others] = QUERY;

const withLessTime = (query: Invocation): Invocation => ({
  ...query,
  name: query.name.replace('.query', '.mode'),
  timeoutSeconds: 5,
});

/** The query of nvconfig, which has less time here. */
export const MODE_QUERY: ToolAlternatives = [withLessTime(first), ...others.map(withLessTime)];

/** Parses the mode from the answer of the tool for this function. Never throws. */
export const parseMode = (toolAnswer: ToolAnswer, { pciAddress }: Adapter): ValueOrReason<Mode> => {
  const none = (reason: { readonly code: 'not_supported' | 'parse'; readonly detail: string }) => ({
    value: null,
    reason,
  });
  const shut = zeroTrustReason(toolAnswer, false);
  if (shut !== null) return { value: null, reason: { ...shut, code: 'not_supported' } };
  const reason = toolReason(toolAnswer);
  if (reason !== null) return { value: null, reason };
  const { columns, parameters, errors } = parseConfigurationTable(toolAnswer, pciAddress);
  // An incomplete table may lack a parameter that changes the mode.
  const [error] = errors;
  if (error !== undefined)
    return none({ code: 'parse', detail: `${programOf(toolAnswer.invocation)}: ${error.slice(0, 160)}` });
  if (!columns.includes('current'))
    return none({ code: 'not_supported', detail: 'firmware does not report current values' });
  const byName = new Map(parameters.map(({ name, values }) => [name, values.current]));
  const { mode, error: astray } = parseOperationMode((name) => byName.get(name));
  return mode === null
    ? none({ code: 'not_supported', detail: astray ?? 'card without operation modes' })
    : { value: mode };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the table in the output of the tool, also if it failed: rows before an error count. */

import { namesOfAddress } from '../../core/pci-address.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Configuration } from './configuration.js';
import { parseConfigurationText } from './parse-text.js';

/** A table of nothing. */
const emptyTable = (error: string): Configuration => ({
  device: null,
  deviceType: null,
  name: null,
  description: null,
  columns: [],
  parameters: [],
  errors: [error],
});

/**
 * The configuration of this function. A query names one device: an answer about two, about another, or about none is
 * not used.
 */
export const parseConfigurationTable = ({ answer }: ToolAnswer, pciAddress: string): Configuration => {
  if (!('stdout' in answer)) return emptyTable(answer.detail);
  const [table, ...others] = parseConfigurationText(answer.stdout);
  if (table === undefined) return emptyTable('no output');
  if (others.length > 0) return emptyTable(`${others.length + 1} devices in the output for one device`);
  const hasRows = table.parameters.length > 0;
  if (hasRows && table.device === null) return emptyTable('output does not name the device');
  const isOther = hasRows && !namesOfAddress(pciAddress).includes(table.device ?? '');
  return isOther ? emptyTable(`output is for ${table.device}`) : table;
};

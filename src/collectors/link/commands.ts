// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Commands of `fabric link`. None of the flags writes a register; `-e` starts a measurement and therefore has its own option.
 * The tool accepts abbreviated flags, so a policy must allow complete command lines only.
 */

import type { Invocation } from '../../core/invocation.js';
import { type ToolAlternatives, toolAlternatives } from '../../core/tool/run-tool.js';

const DEVICE = {
  slot: 'DEVICE',
  pattern: '[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]',
  example: '0000:18:00.0',
} as const;

const mlxlink = (purpose: string, args: Invocation['args'], help: string): ToolAlternatives =>
  toolAlternatives(
    {
      name: `mlxlink.${purpose}`,
      path: '/usr/bin/mlxlink',
      args: ['-d', DEVICE, ...args],
      effect: 'read',
      timeoutSeconds: 5,
      help,
    },
    '/usr/bin/mstlink',
  );

/** The command lines by purpose. */
export const COMMANDS = {
  port: mlxlink('port', ['-p', '1', '-m', '-c', '--json'], 'State, module and counters of a port.'),
  fec: mlxlink(
    'fec',
    ['-p', '1', '-m', '-c', '--show_fec', '--rx_fec_histogram', '--show_histogram', '--json'],
    'Same, with FEC.',
  ),
  eye: mlxlink('eye', ['-p', '1', '-m', '-c', '-e', '--json'], 'Same, with the receiver eye (starts a measurement).'),
  // Text, because the JSON output keeps only the last of several links.
  pcie: mlxlink('pcie', ['--port_type', 'PCIE', '-c'], 'PCIe links of an adapter and their errors.'),
} as const satisfies Readonly<Record<string, ToolAlternatives>>;

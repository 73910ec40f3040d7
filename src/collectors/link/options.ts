// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of `fabric link`. Each shows a table; --fec, --eye and --pcie also add tool flags or a command. */

import { flagOption } from '../../core/option.js';

/** The options. */
export const OPTIONS = {
  health: flagOption('unhealthy ports and why; --wide: all ports'),
  module: flagOption('cable and optics; --wide: one row per lane'),
  counters: flagOption('bit error ratios, errors, link downs'),
  fec: flagOption('FEC histogram: codewords by symbol errors'),
  eye: flagOption('receiver eye (starts a measurement)'),
  pcie: flagOption('PCIe links and errors'),
} as const;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a user may ask of a link. Each is a table; three of them ask the tool for more. */
import { flagOption } from '../../core/option.js';

/** The options. */
export const OPTIONS = {
  health: flagOption('a verdict a port and why; those that are not ok'),
  module: flagOption('cable and optics; --wide has a row a lane'),
  counters: flagOption('bit error ratios, errors, link downs'),
  fec: flagOption('code words by the errors they had'),
  eye: flagOption('eyes of the receiver: starts a measurement'),
  pcie: flagOption('PCIe links and their errors'),
} as const;

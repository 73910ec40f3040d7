// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Every known capture of mlxlink and mstlink by its name, each with a port of our own in the same shape and the expected
 * result. `npm test` parses ours; with FABRIC_CAPTURES=DIR it also compares the real captures with the table.
 */

import type { Capture } from './captures/capture.js';
import { CODES } from './captures/codes.js';
import { COUNTERS } from './captures/counters.js';
import { EYES } from './captures/eyes.js';
import { LINKS } from './captures/links.js';
import { MODULES } from './captures/modules.js';
import { NO_REPORTS } from './captures/no-reports.js';
import { PCIE } from './captures/pcie.js';

/** All captures. */
export const CAPTURES: readonly Capture[] = [
  ...NO_REPORTS,
  ...LINKS,
  ...MODULES,
  ...COUNTERS,
  ...CODES,
  ...EYES,
  ...PCIE,
];

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What mlxlink wrote to stdout, in whichever of its two forms: `--json` does not promise JSON. */

import { parseJsonReport } from './parse-json-report.js';
import { parseTextReport } from './parse-text-report.js';
import type { Report } from './report.js';

/** The longest answer, all sections of an 8-lane module, has 12 KiB. */
const LIMIT_LENGTH = 256 * 1024;

/** The report; null when there is none in it. */
export const parseToolAnswer = (stdout: string): Report | null => {
  if (stdout.length > LIMIT_LENGTH) return null;
  return stdout.trimStart().startsWith('{') ? parseJsonReport(stdout) : parseTextReport(stdout);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the stdout of mlxlink, as JSON or text: `--json` does not guarantee JSON. */

import { parseJsonReport } from './parse-json-report.js';
import { parseTextReport } from './parse-text-report.js';
import type { Report } from './report.js';

/** The longest real output, all sections of an 8-lane module, has 12 KiB. */
const MAX_LENGTH = 256 * 1024;

/** Returns the report; null when the text contains none. */
export const parseToolAnswer = (stdout: string): Report | null => {
  if (stdout.length > MAX_LENGTH) return null;
  return stdout.trimStart().startsWith('{') ? parseJsonReport(stdout) : parseTextReport(stdout);
};

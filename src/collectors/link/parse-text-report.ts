// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the text output of mlxlink 4.21 to 4.36. A truncated line or a line outside a section is never a value. */

import { stripAnsi } from '../../core/ansi.js';
import { type Report, type Section, sectionBuilder } from './report.js';

const ERRORS = 'Errors';

/** Returns the report; null when the text has no section. */
export const parseTextReport = (stdout: string): Report | null => {
  // Text after the last line break is a truncated line. The tool prints colors even into a pipe, and resets them at the start
  // of the next line.
  const lines = stripAnsi(stdout)
    .split('\n')
    .slice(0, -1)
    .map((line) => line.trimEnd());
  const sections: Section[] = [];
  const errors: string[] = [];
  let title: string | null = null;
  let section: ReturnType<typeof sectionBuilder> | null = null;
  const close = (): void => {
    if (section !== null && title !== ERRORS) sections.push(section.build());
    section = null;
    title = null;
  };
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1] ?? '';
    if (isRule(line)) {
      close();
      if (above.length === line.length && above !== '') {
        title = above;
        section = sectionBuilder(above);
      }
    } else if (isRule(lines[i + 1] ?? '') || line === '') close();
    else if (title === ERRORS) errors.push(line);
    else {
      // A key may contain colons, but none followed by a blank.
      const colon = line.search(/:(?:\s|$)/);
      if (colon < 1 || line.startsWith(' ')) close();
      else section?.add(line.slice(0, colon), line.slice(colon + 1));
    }
  }
  close();
  return sections.length === 0 && errors.length === 0 ? null : { sections, errors: errors.join(' ') };
};

const isRule = (line: string): boolean => /^-{3,}$/.test(line);

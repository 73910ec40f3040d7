// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares two CSV texts: the header with the keys of the map, every cell with its texts. */

import type { Report } from './difference.js';
import type { CommandMap } from './rename-map.js';

/** Returns the rows of a CSV text as cells; a quoted cell may contain commas, quotes and line breaks. */
export const parseCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end.endsWith('\n')) rows.push([]);
    else if (end === '') break;
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
};

/** Reports each header and cell that differs. */
export const compareCsv = (base: string, work: string, map: CommandMap, report: Report): void => {
  const [header = [], ...rows] = parseCsv(base);
  const [workHeader = [], ...workRows] = parseCsv(work);
  if (header.length !== workHeader.length) report('csv columns', header.join(','), workHeader.join(','));
  else
    header.forEach((name, i) => {
      const found = workHeader[i] ?? '';
      if (name !== found && map.key(name) !== found) report('csv column', map.key(name), found);
    });
  if (rows.length !== workRows.length) report('csv rows', `${rows.length}`, `${workRows.length}`);
  rows.forEach((row, i) => {
    row.forEach((cell, j) => {
      const found = workRows[i]?.[j];
      if (found === undefined || cell === found || map.text(cell) === found) return;
      report(`csv cell of ${workHeader[j] ?? j}`, map.text(cell), found);
    });
  });
};

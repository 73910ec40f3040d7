// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One row of mlxconfig's table: `*RO     NAME   default  current  next`. */

import type { Column, Parameter } from './configuration.js';
import { NOT_KNOWN, parsePrintedValue, splitValues } from './printed-value.js';

// The marks of a changed and of a read-only value are in the margin; a name may be an array element.
const ROW = /^(?:\*|\s)?(RO)?(\s+)([A-Za-z][A-Za-z0-9_]*(?:\[\d{1,4}\])?)(?:\s+(\S.*))?$/;

// Tools without RO have eight spaces between the first mark and the name, others seven.
const OLD_SPACE = 8;

/** True for a line that is indented like a row, or marked. */
export const looksLikeRow = (line: string): boolean => /^(?:[*\s]|RO\s)/.test(line);

/** Reads a row of a table with these columns; null when it is not one, whole. */
export const parseTableRow = (line: string, columns: readonly Column[]): Parameter | null => {
  const [, readOnly, space = '', name, rest = ''] = ROW.exec(line.trimEnd()) ?? [];
  const words = splitValues(rest);
  if (name === undefined || words === null || words.length !== columns.length) return null;
  const values: Record<Column, Parameter['values'][Column]> = { default: null, current: null, next: null };
  for (const [i, column] of columns.entries()) {
    const printed = parsePrintedValue(words[i] ?? '');
    if (printed === null) return null;
    values[column] = printed.text === NOT_KNOWN ? null : printed;
  }
  return { name, values, readOnly: readOnly !== undefined || (space.length < OLD_SPACE ? false : null) };
};

const COLUMN_OF: Readonly<Record<string, Column>> = { Default: 'default', Current: 'current', 'Next Boot': 'next' };

/** The columns in the heading of a table; null with a column that is not of a query (`New`, of a change). */
export const parseHeadline = (words: string): readonly Column[] | null => {
  const columns = (words.match(/Next Boot|\S+/g) ?? []).map((word) => COLUMN_OF[word]);
  const known = columns.filter((column) => column !== undefined);
  return known.length > 0 && known.length === columns.length && new Set(known).size === known.length ? known : null;
};

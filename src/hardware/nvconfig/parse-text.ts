// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The text that `mlxconfig q` prints, of any version: a block a device, with a table of one to three columns.
 *
 * @see mlxconfig/mlxcfg_ui.cpp of mstflint: printOpening, printConfHeader, printSingleParam
 */

import type { Column, Configuration, Parameter } from './configuration.js';
import { looksLikeRow, parseHeadline, parseTableRow } from './table-row.js';

/** Parses every device in the text. A cut line is an error, not a value. */
export const parseConfigurationText = (text: string): readonly Configuration[] => {
  const lines = text.split('\n');
  const cut = lines.pop() ?? '';
  const blocks = blocksOf(lines).map(readBlock);
  if (cut.trim() === '' || REMARK.test(cut)) return blocks;
  const last = blocks.pop() ?? readBlock([]);
  return [...blocks, { ...last, errors: [...last.errors, `output is truncated: "${cut.trim()}"`] }];
};

/** A block begins with `Device #N:`; the output for a single device may lack that line. */
const blocksOf = (lines: readonly string[]): string[][] => {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (/^Device #\d+:\s*$/.test(line)) blocks.push([]);
    else if (blocks.length === 0 && line.trim() !== '') blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
};

const KEYS = { 'Device type': 'deviceType', Name: 'name', Description: 'description', Device: 'device' } as const;
type Key = (typeof KEYS)[keyof typeof KEYS];

const keyOf = (label: string | undefined): Key | null =>
  label !== undefined && Object.hasOwn(KEYS, label) ? KEYS[label as keyof typeof KEYS] : null;

// Lines below a table that are not parameters: the two legends, notes, and the dashes below a title.
const REMARK = /^(?:-+$|The '\*' shows|The 'RO' shows|-[IW]- )/;
const UNREAD_COLUMNS = /^Device Firmware does not support reading /;

const readBlock = (lines: readonly string[]): Configuration => {
  const header = new Map<Key, string>();
  const rows = new Map<string, Parameter | null>();
  const errors: string[] = [];
  let columns: readonly Column[] | null = null;
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || REMARK.test(line) || UNREAD_COLUMNS.test(line)) continue;
    if (line.startsWith('-E-')) {
      errors.push(errorText(lines.slice(i)));
      break;
    }
    const [, headline] = /^Configurations:\s*(.*)$/.exec(line) ?? [];
    const [, label, value = ''] = /^([A-Za-z ]+):(?:\s+(.*))?$/.exec(line.trimEnd()) ?? [];
    const key = keyOf(label);
    if (headline !== undefined) {
      const found = parseHeadline(headline);
      // Two tables in one block: it is not known whose rows follow.
      if (found === null || columns !== null)
        return broken(header, `not the table of a single query: "${line.trim()}"`);
      columns = found;
    } else if (key !== null) {
      if (header.has(key)) return broken(header, `two devices in one block: "${line.trim()}"`);
      header.set(key, value.trim());
    } else if (columns === null) {
      return broken(header, `line before the table: "${line.trim()}"`);
    } else {
      const row = looksLikeRow(line) ? parseTableRow(line, columns) : null;
      if (row === null) errors.push(`malformed row: "${line.trim()}"`);
      else keep(rows, row, errors);
    }
  }
  if (columns === null && errors.length === 0) errors.push('no parameter table');
  return {
    ...deviceOf(header),
    columns: columns ?? [],
    parameters: [...rows.values()].filter((row) => row !== null),
    errors,
  };
};

const deviceOf = (header: ReadonlyMap<Key, string>): Record<Key, string | null> => {
  const word = (key: Key): string | null => {
    const value = header.get(key) ?? '';
    return value === '' || value === 'N/A' ? null : value;
  };
  return {
    device: word('device'),
    deviceType: word('deviceType'),
    name: word('name'),
    description: word('description'),
  };
};

const broken = (header: ReadonlyMap<Key, string>, error: string): Configuration => ({
  ...deviceOf(header),
  columns: [],
  parameters: [],
  errors: [error],
});

/** A repeated row is one row if both are equal, and none if they differ. */
const keep = (rows: Map<string, Parameter | null>, row: Parameter, errors: string[]): void => {
  const before = rows.get(row.name);
  if (before === undefined) rows.set(row.name, row);
  else if (before === null || JSON.stringify(before) !== JSON.stringify(row)) {
    rows.set(row.name, null);
    errors.push(`duplicate ${row.name} with different values`);
  }
};

/** `-E- Failed to query some of the TLVs:` continues in the lines below it. */
const errorText = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/^-E-/, '').trim())
    .filter((line) => line !== '')
    .join(' ');

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The text of `mlxfwmanager --query` and mlxup: a block a device, `Key: value` lines, and a table of versions. */

import type { ManagerDevice } from './manager-device.js';

/** Every device, or what is wrong with the text. A block ends with its status. */
export const parseManagerText = (output: string): readonly ManagerDevice[] | string => {
  const lines = output.split('\n');
  lines.pop(); // what no line break follows is cut short
  const blocks: string[][] = [];
  for (const line of lines) {
    if (/^Device #\d+:\s*$/.test(line)) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  if (blocks.length === 0) return errorOf(output);
  return blocks.map(readBlock);
};

const errorOf = (output: string): string => {
  const error = /^-E- (.*)$/m.exec(output)?.[1];
  return error?.trim() ?? `unexpected output of mlxfwmanager: "${output.trim().split('\n')[0] ?? ''}"`;
};

const readBlock = (lines: readonly string[]): ManagerDevice => {
  const told = new Map<string, string>();
  const versions = new Map<string, string>();
  const faults: string[] = [];
  // A word that comes twice is one word if both are the same, and none if they are not.
  const keep = (words: Map<string, string>, key: string, word: string): void => {
    if (words.has(key) && words.get(key) !== word) faults.push(`duplicate ${key} for one device`);
    words.set(key, words.has(key) && words.get(key) !== word ? '' : word);
  };
  let isTable = false;
  for (const line of lines) {
    const [, key, value = ''] = /^ {0,2}([A-Z][A-Za-z0-9 ]*):\s*(.*)$/.exec(line.trimEnd()) ?? [];
    if (key === 'Versions') isTable = true;
    else if (key !== undefined) {
      keep(told, key, value);
      if (key === 'Status') break; // what mlxup asks or does after it is none of a query
    } else if (isTable && line.trim() !== '') {
      // `FW (Running)   22.43.1020     N/A`: the name, the version that is there, the one that could be had.
      const [, name, version] = /^ {5}(\S+(?: \S+)*)\s{2,}(\S+)(?:\s+\S+)?\s*$/.exec(line) ?? [];
      if (name === undefined || version === undefined) faults.push(`invalid version: "${line.trim()}"`);
      else keep(versions, name, version);
    }
  }
  for (const key of ['PCI Device Name', 'PSID', 'Status']) if (!told.has(key)) faults.push(`no ${key}`);
  return {
    device: told.get('PCI Device Name') ?? '',
    psid: told.get('PSID') ?? '',
    partNumber: told.get('Part Number') ?? '',
    baseGuid: told.get('Base GUID') ?? '',
    status: told.get('Status') ?? '',
    versions,
    faults,
  };
};

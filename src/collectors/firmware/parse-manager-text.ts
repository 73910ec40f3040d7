// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the text output of `mlxfwmanager --query` and mlxup: a block per device with `Key: value` lines and versions. */

import type { ManagerDevice } from './manager-device.js';

/** Returns the devices, or an error message. A block ends with its status. */
export const parseManagerText = (output: string): readonly ManagerDevice[] | string => {
  const lines = output.split('\n');
  lines.pop(); // a line without a line break is truncated
  const blocks: string[][] = [];
  for (const line of lines) {
    if (/^Device #\d+:\s*$/.test(line)) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  if (blocks.length === 0) return errorOf(output);
  return blocks.map(parseBlock);
};

const errorOf = (output: string): string => {
  const error = /^-E- (.*)$/m.exec(output)?.[1];
  return error?.trim() ?? `unexpected output of mlxfwmanager: "${output.trim().split('\n')[0] ?? ''}"`;
};

const parseBlock = (lines: readonly string[]): ManagerDevice => {
  const values = new Map<string, string>();
  const versions = new Map<string, string>();
  const errors: string[] = [];
  // A repeated key keeps its value if both are equal; otherwise it has none.
  const keep = (map: Map<string, string>, key: string, value: string): void => {
    if (map.has(key) && map.get(key) !== value) errors.push(`duplicate ${key} for one device`);
    map.set(key, map.has(key) && map.get(key) !== value ? '' : value);
  };
  let isTable = false;
  for (const line of lines) {
    const [, key, value = ''] = /^ {0,2}([A-Z][A-Za-z0-9 ]*):\s*(.*)$/.exec(line.trimEnd()) ?? [];
    if (key === 'Versions') isTable = true;
    else if (key !== undefined) {
      keep(values, key, value);
      if (key === 'Status') break; // mlxup prints prompts and progress after it
    } else if (isTable && line.trim() !== '') {
      // `FW (Running)   22.43.1020     N/A`: name, installed version, available version.
      const [, name, version] = /^ {5}(\S+(?: \S+)*)\s{2,}(\S+)(?:\s+\S+)?\s*$/.exec(line) ?? [];
      if (name === undefined || version === undefined) errors.push(`invalid version: "${line.trim()}"`);
      else keep(versions, name, version);
    }
  }
  for (const key of ['PCI Device Name', 'PSID', 'Status']) if (!values.has(key)) errors.push(`no ${key}`);
  return {
    device: values.get('PCI Device Name') ?? '',
    psid: values.get('PSID') ?? '',
    partNumber: values.get('Part Number') ?? '',
    baseGuid: values.get('Base GUID') ?? '',
    status: values.get('Status') ?? '',
    versions,
    errors,
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the output of `flint -d DEVICE q full`: lines `Key:   value`, one of them continued.
 *
 * @see flint/subcommands.cpp of mstflint: QuerySubCommand::printInfo
 */

import { emptyAnswer, type FirmwareAnswer, isBlankValue, parseGuid, parsePsid, parseVersion } from './identity.js';

/** Parses the output. A missing, repeated or malformed key is an error, not a value. */
export const parseFlint = (text: string): FirmwareAnswer => {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const error = lines.concat(rest).find((line) => line.startsWith('-E-'));
  if (error !== undefined) return emptyAnswer(error.replace(/^-E-\s*/, '').trim());
  const values = collectKeys(lines);
  if (!values.has('Image type')) return emptyAnswer(`unexpected output of flint: "${(lines[0] ?? rest).trim()}"`);

  const errors: string[] = rest.trim() === '' ? [] : [`output is truncated: "${rest.trim()}"`];
  const read = (key: string, need: Need, parse: (text: string) => string | null): string | null => {
    const found = values.get(key);
    if (found === undefined) {
      if (need === 'always') errors.push(`no ${key}`);
      return null;
    }
    const [word, ...more] = new Set(found);
    if (word === undefined || isBlankValue(word.split(/\s\s+/)[0] ?? '')) return null;
    const value = more.length > 0 ? null : parse(word);
    if (value === null) errors.push(more.length > 0 ? `duplicate ${key}` : `${key} "${word}"`);
    return value;
  };
  const roms = values.get('Rom Info') ?? [];
  if (roms.length === 0) errors.push('no Rom Info');
  return {
    device: null,
    stored: read('FW Version', 'always', parseVersion),
    running: read('FW Version(Running)', 'sometimes', parseVersion),
    psid: read('PSID', 'always', parsePsid),
    partNumber: read('Part Number', 'sometimes', (text) => text),
    baseGuid: read('Base GUID', 'sometimes', parseCountedGuid),
    uefi: romVersion(roms, 'UEFI', errors),
    pxe: romVersion(roms, 'PXE', errors),
    releaseDate: read('FW Release Date', 'sometimes', parseDate),
    // The last line for every image that can be secured; without it the output is incomplete.
    security: read(
      'Security Attributes',
      values.get('Image type')?.[0] === 'FS2' ? 'sometimes' : 'always',
      (text) => text,
    ),
    errors,
  };
};

type Need = 'always' | 'sometimes';

/** Returns the values of each key, in order; an indented line belongs to the key above it. */
const collectKeys = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  let above: string[] = [];
  for (const line of lines) {
    const [, key, value = ''] = /^([A-Z][A-Za-z0-9 ()]*):\s*(.*)$/.exec(line.trimEnd()) ?? [];
    if (key !== undefined) {
      above = values.get(key) ?? [];
      values.set(key, above);
      above.push(value);
    } else if (/^\s+\S/.test(line)) above.push(line.trim());
    else above = []; // indented lines after a line without a key are dropped
  }
  return values;
};

/** Parses `e09d730300126474        16`: the first GUID, and their number. */
const parseCountedGuid = (text: string): string | null => {
  const [guid = '', count = ''] = text.split(/\s+/);
  return /^\d+$/.test(count) ? parseGuid(guid) : null;
};

/** Parses a date, day first: `8.8.2024` → `2024-08-08`. */
const parseDate = (text: string): string | null => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
};

/** Version of one boot image: `type=UEFI version=14.35.15 cpu=AMD64,AARCH64`. */
const romVersion = (roms: readonly string[], type: string, errors: string[]): string | null => {
  const found = roms.filter((rom) => rom.startsWith(`type=${type} version=`));
  const versions = new Set(found.map((rom) => /version=(\S+)/.exec(rom)?.[1] ?? ''));
  const [version, ...more] = versions;
  if (version === undefined) return null;
  const read = more.length > 0 ? null : parseVersion(version);
  if (read === null) errors.push(`Rom Info "${found.join('; ')}"`);
  return read;
};

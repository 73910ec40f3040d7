// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What `flint -d DEVICE q full` prints: `Key:   value` lines, one of them continued.
 *
 * @see flint/subcommands.cpp of mstflint: QuerySubCommand::printInfo
 */

import { emptyAnswer, type FirmwareAnswer, isBlankValue, parseGuid, parsePsid, parseVersion } from './identity.js';

/** Reads it. A key that is missing, comes twice or holds something else is a fault, not a value. */
export const parseFlint = (text: string): FirmwareAnswer => {
  const lines = text.split('\n');
  const cut = lines.pop() ?? '';
  const error = lines.concat(cut).find((line) => line.startsWith('-E-'));
  if (error !== undefined) return emptyAnswer(error.replace(/^-E-\s*/, '').trim());
  const told = collectKeys(lines);
  if (!told.has('Image type')) return emptyAnswer(`unexpected output of flint: "${(lines[0] ?? cut).trim()}"`);

  const faults: string[] = cut.trim() === '' ? [] : [`output is truncated: "${cut.trim()}"`];
  const read = (key: string, need: Need, understand: (word: string) => string | null): string | null => {
    const found = told.get(key);
    if (found === undefined) {
      if (need === 'always') faults.push(`no ${key}`);
      return null;
    }
    const [word, ...more] = new Set(found);
    if (word === undefined || isBlankValue(word.split(/\s\s+/)[0] ?? '')) return null;
    const value = more.length > 0 ? null : understand(word);
    if (value === null) faults.push(more.length > 0 ? `duplicate ${key}` : `${key} "${word}"`);
    return value;
  };
  const roms = told.get('Rom Info') ?? [];
  if (roms.length === 0) faults.push('no Rom Info');
  return {
    device: null,
    stored: read('FW Version', 'always', parseVersion),
    running: read('FW Version(Running)', 'sometimes', parseVersion),
    psid: read('PSID', 'always', parsePsid),
    partNumber: read('Part Number', 'sometimes', (word) => word),
    baseGuid: read('Base GUID', 'sometimes', readCounted),
    uefi: romVersion(roms, 'UEFI', faults),
    pxe: romVersion(roms, 'PXE', faults),
    releaseDate: read('FW Release Date', 'sometimes', readDate),
    // The last line of every image that can be secured: without it the output is not whole.
    security: read(
      'Security Attributes',
      told.get('Image type')?.[0] === 'FS2' ? 'sometimes' : 'always',
      (word) => word,
    ),
    faults,
  };
};

type Need = 'always' | 'sometimes';

/** The values of each key, in order; a line that is set in belongs to the key above it. */
const collectKeys = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const told = new Map<string, string[]>();
  let above: string[] = [];
  for (const line of lines) {
    const [, key, value = ''] = /^([A-Z][A-Za-z0-9 ()]*):\s*(.*)$/.exec(line.trimEnd()) ?? [];
    if (key !== undefined) {
      above = told.get(key) ?? [];
      told.set(key, above);
      above.push(value);
    } else if (/^\s+\S/.test(line)) above.push(line.trim());
    else above = []; // what follows a line of no key is nobody's
  }
  return told;
};

/** `e09d730300126474        16`: the first of so many. */
const readCounted = (word: string): string | null => {
  const [guid = '', count = ''] = word.split(/\s+/);
  return /^\d+$/.test(count) ? parseGuid(guid) : null;
};

/** `8.8.2024` is the 8th of August. */
const readDate = (word: string): string | null => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
};

/** The version of one boot image: `type=UEFI version=14.35.15 cpu=AMD64,AARCH64`. */
const romVersion = (roms: readonly string[], type: string, faults: string[]): string | null => {
  const found = roms.filter((rom) => rom.startsWith(`type=${type} version=`));
  const versions = new Set(found.map((rom) => /version=(\S+)/.exec(rom)?.[1] ?? ''));
  const [version, ...more] = versions;
  if (version === undefined) return null;
  const read = more.length > 0 ? null : parseVersion(version);
  if (read === null) faults.push(`Rom Info "${found.join('; ')}"`);
  return read;
};

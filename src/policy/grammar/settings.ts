// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `[server]`: what the policy sets besides its rules. */

import type { ServerSettings } from '../policy.js';
import { pathError } from './program-path.js';
import { quote } from './quote.js';
import { closestName } from './spelling.js';

/** Defaults of `[server]`. */
export const DEFAULT_SETTINGS: ServerSettings = {
  socket: null,
  timeout_seconds: 10,
  stdout_bytes: null,
  stderr_bytes: 64 * 1024,
  audit: 'on',
  audit_bytes: 64 * 1024 * 1024,
  program: [],
};

/** The value of one setting, or why it is invalid. */
type Read<Value> = (text: string) => { readonly value: Value } | { readonly reason: string };

const integer =
  (least: number, most: number): Read<number> =>
  (text) => {
    const value = /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? { value } : { reason: `use a whole number from ${least} to ${most}` };
  };

const readSocket: Read<string> = (text) => {
  const mistake = pathError(text);
  return mistake === null ? { value: text } : { reason: 'use an absolute path, e.g. /run/fabric/fabricd.sock' };
};

const readAudit: Read<ServerSettings['audit']> = (text) =>
  text === 'off' || text === 'on' || text === 'required' ? { value: text } : { reason: 'use off, on or required' };

const readProviders: Read<readonly string[]> = (text) => {
  const names = text.split(',');
  if (!names.every((name) => /^[a-z][a-z0-9_-]{0,31}$/.test(name))) {
    return { reason: 'use provider names separated by commas, without spaces, e.g. bfperf' };
  }
  return new Set(names).size === names.length ? { value: Object.freeze(names) } : { reason: 'duplicate provider' };
};

const READERS: { readonly [Key in keyof ServerSettings]: Read<NonNullable<ServerSettings[Key]>> } = {
  socket: readSocket,
  timeout_seconds: integer(1, 3600),
  stdout_bytes: integer(1, 64 * 1024 * 1024),
  stderr_bytes: integer(1, 1024 * 1024),
  audit: readAudit,
  audit_bytes: integer(1024 * 1024, 1024 * 1024 * 1024),
  program: readProviders,
};

const isSetting = (key: string): key is keyof ServerSettings => Object.hasOwn(READERS, key);

/** Reads one `KEY=VALUE`: what it sets, or why it is refused. */
export const parseSetting = (
  key: string,
  text: string,
): { readonly set: Partial<ServerSettings> } | { readonly reason: string } => {
  if (!isSetting(key)) {
    const meant = closestName(key, Object.keys(READERS));
    const advice = meant === null ? `settings: ${Object.keys(READERS).join(', ')}` : `did you mean ${meant}?`;
    return { reason: `unknown setting ${key}; ${advice}` };
  }
  const read = READERS[key](text);
  return 'reason' in read ? { reason: `${key}=${quote(text)}: ${read.reason}` } : { set: { [key]: read.value } };
};

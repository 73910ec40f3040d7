// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Removes key material of the database from every text that is shown. Pure. */

import { readCharacters, wordMatcher } from '../../core/word-matcher.js';
import { mapIn } from './columns.js';
import { isEmptyMap } from './ovsdb.js';
import type { Row, Snapshot } from './snapshot.js';

// `psk` of an IPsec tunnel, and what users and controllers keep in external_ids. `key` of a tunnel is a VNI.
const SECRET = /psk|pre.?shared|passw|passphrase|secret|token|private.?key|api.?key|credential|community/i;

const MAPS = ['options', 'other_config', 'external_ids', 'status'];

/** Replaces every secret of the database in a text, also inside longer ones. */
export type Redact = (text: string) => string;

/** The text that replaces a secret. */
const REDACTED = '<redacted>';

/** Collects the secrets of all tables. Returns the function that redacts them. */
export const redacting = (snapshot: Snapshot): Redact => {
  const secrets = new Set(Object.values(snapshot).flatMap(({ value }) => (value ?? []).flatMap(secretsOf)));
  if (secrets.size === 0) return (text) => text;
  const match = wordMatcher([...secrets], readCharacters);
  return (text) => {
    let out = '';
    let at = 0;
    for (const { start, end } of match(text)) {
      out += text.slice(at, start) + REDACTED;
      at = end;
    }
    return out + text.slice(at);
  };
};

const secretsOf = (row: Row): readonly string[] => {
  const secrets: string[] = [];
  for (const column of MAPS) {
    if (isEmptyMap(row.cell(column).value)) continue; // most are
    for (const [key, value] of mapIn(row, column).value ?? [])
      if (typeof value === 'string' && value !== '' && SECRET.test(key)) secrets.push(value);
  }
  return secrets;
};

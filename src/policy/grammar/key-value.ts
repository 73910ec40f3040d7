// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `KEY=VALUE` lines: the first `=` splits, and nothing is trimmed, unquoted or decoded. */

import { quote } from './quote.js';

/** A line of `[server]` or `[regex_macros]`. */
export type KeyValue = { readonly key: string; readonly value: string };

/** Parses `KEY=VALUE`, or returns why the line is not one. */
export const parseKeyValue = (line: string): KeyValue | { readonly reason: string } => {
  const at = line.indexOf('=');
  if (at < 0) return { reason: 'use KEY=VALUE' };
  const key = line.slice(0, at);
  const value = line.slice(at + 1);
  if (key.endsWith(' ') || value.startsWith(' ')) return { reason: 'no space is allowed around "="; use KEY=VALUE' };
  if (!/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(key)) {
    return { reason: `invalid name ${quote(key)}: use a letter, then at most 31 letters, digits and "_"` };
  }
  return value === '' ? { reason: `${key} has no value` } : { key, value };
};

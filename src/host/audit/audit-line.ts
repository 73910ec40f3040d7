// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One line of the audit: JSON, on one line, short enough for one write that no other process can come between. */

import { writeJson } from '../../core/json.js';
import type { Json } from '../../core/json-value.js';

/** The decision about a command, or the end of an allowed one. Both lines of one command have the same `id`. */
export type AuditEntry = {
  readonly event: 'decision' | 'exit';
  readonly id: string;
  /** Name of the declared command, `mlxlink.port`; null for programming counters. */
  readonly name: string | null;
  readonly argv: readonly string[];
  readonly rule: { readonly file: string; readonly line: number } | null;
  /** Hex digits of the policy that decided; null when none could be read. */
  readonly policySha256: string | null;
  readonly verdict: 'allow' | 'deny';
  /** Why it was denied, or how it ended: `timed_out`, `untrusted`. Null when there is nothing to add. */
  readonly reason: string | null;
  /** Set for an `exit`, as are the next two; null for a decision. */
  readonly durationSeconds: number | null;
  readonly status: number | null;
  readonly signal: string | null;
};

/** No line is longer, its line break counted. */
const LINE_LIMIT_BYTES = 4096;

/** Maximum size of each value other than argv, in bytes of JSON. */
const TEXT_LIMIT_BYTES = 512;

/** Formats the line. `facts` come before the entry: time, boot, caller. */
export const auditLine = (facts: { readonly [key: string]: Json }, entry: AuditEntry): string => {
  const lineOf = (argv: readonly string[], cut: number): string => {
    const { file = '', line = 0 } = entry.rule ?? {};
    const value: Json = {
      ...facts,
      event: entry.event,
      id: shortened(entry.id, TEXT_LIMIT_BYTES),
      name: entry.name === null ? null : shortened(entry.name, TEXT_LIMIT_BYTES),
      argv,
      // Number of missing or cut arguments. Outside argv, so that no argument can imitate it.
      ...(cut === 0 ? {} : { argv_cut: cut }),
      rule: entry.rule === null ? null : { file: shortened(file, TEXT_LIMIT_BYTES), line },
      policy_sha256: entry.policySha256,
      verdict: entry.verdict,
      reason: entry.reason === null ? null : shortened(entry.reason, TEXT_LIMIT_BYTES),
      duration_seconds: entry.durationSeconds,
      status: entry.status,
      signal: entry.signal,
    };
    return `${writeJson(value)}\n`;
  };
  const whole = lineOf(entry.argv, 0);
  if (bytesOf(whole) <= LINE_LIMIT_BYTES) return whole;
  // Room on the line beside an empty argv and the longest number of cut arguments.
  let room = LINE_LIMIT_BYTES - bytesOf(lineOf([], Number.MAX_SAFE_INTEGER));
  const kept: string[] = [];
  for (const word of entry.argv) {
    const part = shortened(word, room - 3); // two quotes and a comma
    if (part === '' && word !== '') break;
    kept.push(part);
    room -= bytesOf(writeJson(part)) + 1;
    if (part !== word) break;
  }
  const isLastWhole = kept.at(-1) === entry.argv[kept.length - 1];
  return lineOf(kept, entry.argv.length - kept.length + (isLastWhole ? 0 : 1));
};

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Cuts the text to a JSON string of so many bytes, between two characters. */
const shortened = (text: string, bytes: number): string => {
  if (bytesOf(writeJson(text)) - 2 <= bytes) return text;
  let size = 0;
  let end = 0;
  for (const character of text) {
    size += bytesOf(writeJson(character)) - 2;
    if (size > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** /etc/os-release: assignments as a shell would read them, without anything that a shell would expand. Pure. */

const ASSIGNMENT = /^([A-Z][A-Z0-9_]*)=(.*)$/;

/** The assignments by name, the last of a name; null for a text without any. Empty values are none. */
export const parseOsRelease = (text: string): ReadonlyMap<string, string> | null => {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, written] = ASSIGNMENT.exec(line.trim()) ?? [];
    if (name === undefined || written === undefined) continue;
    const value = unquoted(written);
    if (value === '') found.delete(name);
    else if (value !== null) found.set(name, value);
  }
  return found.size === 0 ? null : found;
};

/** The text in the quotes; null when they are not closed. */
const unquoted = (written: string): string | null => {
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(written)?.[1];
  if (double !== undefined) return double.replaceAll(/\\(["$`\\])/g, '$1');
  const single = /^'([^']*)'$/.exec(written)?.[1];
  if (single !== undefined) return single;
  return /["'\s]/.test(written) ? null : written;
};

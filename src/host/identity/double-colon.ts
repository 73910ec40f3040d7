// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds what can be a shortened IPv6 address: runs of its characters that have a `::`. */

/** A part of a text, and where it begins. */
export type Run = { readonly start: number; readonly text: string };

/** `ffff:…:255.255.255.255`, and a character on each side that belongs to the sentence around it. */
const LONGEST = 45 + 2;

/**
 * The runs of hex digits, colons and dots with a `::`, each from its first place to its last place that has no letter or
 * digit beside it. Each character is looked at once. Longer runs than an address are left out.
 */
export const runsWithDoubleColon = (text: string): readonly Run[] => {
  const runs: Run[] = [];
  let passed = 0;
  for (let colons = text.indexOf('::'); colons >= 0; colons = text.indexOf('::', passed)) {
    let start = colons;
    while (start > passed && isOfAddress(text, start - 1)) start--;
    let end = colons + 2;
    while (isOfAddress(text, end)) end++;
    passed = end;
    if (isLetterOrDigit(text, start - 1)) start = behindWord(text, start) + 1;
    while (isLetterOrDigit(text, end)) end--;
    const run = text.slice(start, end);
    if (run.length <= LONGEST && run.includes('::')) runs.push({ start, text: run });
  }
  return runs;
};

const behindWord = (text: string, start: number): number => {
  let end = start;
  while (isLetterOrDigit(text, end)) end++;
  return end;
};

const isOfAddress = (text: string, at: number): boolean => /^[0-9a-f:.]$/i.test(text.charAt(at));
const isLetterOrDigit = (text: string, at: number): boolean => /^[0-9a-z]$/i.test(text.charAt(at));

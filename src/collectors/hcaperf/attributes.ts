// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the attributes of a port as the kernel prints them. Each function parses one text; null when it does not fit. */

/** `4: ACTIVE` → 4, the value of the kernel's enum. */
export const parseNumberedWord = (text: string): number | null => {
  const id = /^(\d{1,3}): \S/.exec(text)?.[1];
  return id === undefined ? null : Number(id);
};

/** Returns a parser for a set of words; upper and lower case are equal. */
export const parseStateWord =
  <const W extends readonly string[]>(words: W) =>
  (text: string): W[number] | null =>
    words.find((word) => word === text.toLowerCase()) ?? null;

/** `0x15` → 21, as the kernel prints a LID. */
export const parseHexNumber = (text: string): number | null => (/^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null);

/** `2.5 Gb/sec (1X SDR)` → 312500000. The kernel prints Gb/s with at most one decimal. */
export const parseBytesPerSecond = (text: string): number | null => {
  const [, gigabits, tenths = '0'] = /^(\d{1,6})(?:\.(\d))? Gb\/sec \(\d{1,3}X[^)]*\)$/.exec(text) ?? [];
  return gigabits === undefined ? null : (Number(gigabits) * 10 + Number(tenths)) * 12_500_000;
};

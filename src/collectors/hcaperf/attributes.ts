// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How the kernel spells the attributes of a port. Each understands one text or answers null. */

/** `4: ACTIVE` → 4. The number is the kernel's enum; the word is its spelling. */
export const parseNumberedWord = (text: string): number | null => {
  const id = /^(\d{1,3}): \S/.exec(text)?.[1];
  return id === undefined ? null : Number(id);
};

/** One of a set of words, in any case. */
export const parseStateWord =
  <const W extends readonly string[]>(words: W) =>
  (text: string): W[number] | null =>
    words.find((word) => word === text.toLowerCase()) ?? null;

/** `0x15` → 21, as the kernel prints a LID. */
export const parseHexNumber = (text: string): number | null => (/^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null);

/** `2.5 Gb/sec (1X SDR)` → 312500000. The kernel prints gigabits with at most one decimal. */
export const parseBytesPerSecond = (text: string): number | null => {
  const [, whole, tenths = '0'] = /^(\d{1,6})(?:\.(\d))? Gb\/sec \(\d{1,3}X[^)]*\)$/.exec(text) ?? [];
  return whole === undefined ? null : (Number(whole) * 10 + Number(tenths)) * 12_500_000;
};

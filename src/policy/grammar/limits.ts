// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Limits of a policy and a command. Anything larger is refused before it is parsed. */

/** Limits of a policy file; more makes it invalid. Bytes, unless the name has another unit. */
export const FILE_LIMITS = {
  fileBytes: 256 * 1024,
  lineBytes: 4096,
  wordBytes: 1024,
  rules: 1000,
  /** Macros that use macros that use macros. */
  macroDepth: 8,
  /** `WORD@N`: maximum repetitions of a word. */
  wordTimes: 64,
} as const;

/** Limits of one regex with its macros expanded; RE2 itself refuses more than 1000 copies. */
export const REGEX_LIMITS = {
  repeat: 255,
  /** Repeats inside repeats, multiplied. */
  copies: 1000,
  /** Characters, classes and groups when every repeat is written out. */
  size: 4096,
  /** Groups and repeats inside each other. */
  depth: 64,
} as const;

/** Limits of a command: one that exceeds them is denied, whatever the rules. The program counts as an element. */
export const ARGV_LIMITS = { elements: 64, elementBytes: 512, totalBytes: 4096 } as const;

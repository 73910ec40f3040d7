// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the counter files of the driver. */

/** Returns the lines of `grep -H '' FILE...` by file (`llt0/enable`). */
export const textsOf = (lines: string): ReadonlyMap<string, string> =>
  new Map(Array.from(lines.matchAll(/^.*\/([^/]+\/[^/:]+):(.*)$/gm), ([, file = '', text = '']) => [file, text]));

/** Returns the enabled blocks. */
export const enabledIn = (programming: ReadonlyMap<string, string>): readonly string[] =>
  [...programming].filter(([file, text]) => file.endsWith('/enable') && text === '1').map(([file]) => blockOf(file));

const blockOf = (file: string): string => file.split('/')[0] ?? '';

/** Returns the files whose text has changed. */
export const changedBetween = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => [...before].filter(([file, text]) => after.get(file) !== text).map(([file]) => file);

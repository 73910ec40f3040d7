// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A table as cells, before it becomes text. */

/** The meaning of a cell beyond its text; its color follows from it. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'missing' | null;

/** One cell. `isNeverCut`: it is not cut for a terminal, however long it is. */
export type Cell = { readonly text: string; readonly tone: Tone; readonly isNeverCut?: true };

/** A table of words. */
export type Grid = {
  readonly headers: readonly string[];
  /** Numbers are aligned right, text left; a column with both right. */
  readonly alignRight: readonly boolean[];
  readonly rows: readonly (readonly Cell[])[];
};

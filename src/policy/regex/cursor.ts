// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cursor of the regex parser. */

import type { Pattern } from './pattern.js';

/** Why a text is no part of a policy, and what to write instead. */
export type DialectError = { readonly kind: 'refused'; readonly reason: string };

/** The regex of a macro. */
export type Macros = (name: string) => Pattern | DialectError;

/** A regex that is being read; `at` moves. */
export type Cursor = {
  readonly source: string;
  at: number;
  readonly macros: Macros;
  /** The macros named so far. */
  readonly uses: Set<string>;
};

/** A refusal. */
export const dialectError = (reason: string): DialectError => ({ kind: 'refused', reason });

/** The character to read next; undefined at the end. */
export const nextCharacter = (cursor: Cursor): string | undefined => cursor.source[cursor.at];

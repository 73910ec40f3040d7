// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Shortens lists of names in sentences. */

/** The first names of a list in a sentence, and how many more there are. */
export const listFewNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')}, +${names.length - 2} more`;

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Shortens lists of names in sentences. */

/** `A, B, +3 more`: at most three names, or the first two and the number of the others. */
export const listFewNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')}, +${names.length - 2} more`;

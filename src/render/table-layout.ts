// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What all writers of tables agree on. */

/** What stands between two columns. */
export const GAP = '  ';

/** A last column narrower than this is not worth wrapping. */
export const NARROWEST_WRAP = 16;

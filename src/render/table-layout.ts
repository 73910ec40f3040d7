// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Layout shared by all writers of tables. */

/** Blanks between two columns. */
export const GAP = '  ';

/** A last column narrower than this is not worth wrapping. */
export const NARROWEST_WRAP = 16;

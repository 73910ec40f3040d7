// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The output formats, by the names that `--format` takes. */

/** Every output format; the first is the default. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'prometheus'] as const;

/** One of them. */
export type Format = (typeof FORMATS)[number];

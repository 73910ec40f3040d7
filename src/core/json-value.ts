// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A value of JSON, with bigints for integers that a double does not hold. */

/** JSON values of a document. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json };

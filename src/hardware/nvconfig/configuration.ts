// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The configuration of one card, from the JSON or the text of mlxconfig. */

import type { PrintedValue } from './printed-value.js';

/** A column of the table: the factory's value, the one in force, the one after the next boot. */
export type Column = 'default' | 'current' | 'next';

/** One parameter. A column is null when the table does not have it, or when the tool prints N/A. */
export type Parameter = {
  readonly name: string;
  readonly values: Readonly<Record<Column, PrintedValue | null>>;
  /** Null when the tool is too old for it. */
  readonly readOnly: boolean | null;
};

/** The output of mlxconfig for one device. */
export type Configuration = {
  /** The name that the tool was given: a PCI address, an mst device. Null when the output does not contain it. */
  readonly device: string | null;
  readonly deviceType: string | null;
  readonly name: string | null;
  readonly description: string | null;
  /** The columns of its table; empty without a table. */
  readonly columns: readonly Column[];
  readonly parameters: readonly Parameter[];
  /** Errors of parsing, one phrase each. With any error, the parameters are incomplete. */
  readonly errors: readonly string[];
};

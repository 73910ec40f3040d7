// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One device as mlxfwmanager prints it. */

/** Texts of one device before parsing. Versions are keyed as in the text output (`FW (Running)`). */
export type ManagerDevice = {
  readonly device: string;
  readonly psid: string;
  readonly partNumber: string;
  readonly baseGuid: string;
  readonly status: string;
  readonly versions: ReadonlyMap<string, string>;
  /** Values that are missing or could not be parsed. */
  readonly errors: readonly string[];
};

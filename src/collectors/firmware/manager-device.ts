// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One device as mlxfwmanager prints it. */

/** The words of one device, before they are understood; a version is keyed as the text spells it (`FW (Running)`). */
export type ManagerDevice = {
  readonly device: string;
  readonly psid: string;
  readonly partNumber: string;
  readonly baseGuid: string;
  readonly status: string;
  readonly versions: ReadonlyMap<string, string>;
  /** What was not understood, or is not there. */
  readonly faults: readonly string[];
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Selects records. Pure. */

import { type Choice, includesDevice, matchesDevice, namesOneDevice } from '../../core/choice.js';

/** True when the user gave one of these names literally, not as a glob. */
export const isNamed = (choice: Choice, names: readonly string[]): boolean =>
  choice.devices.filter(namesOneDevice).some((p) => names.some((name) => matchesDevice(p, name)));

/** The names of a record, and the names of its function. */
export type DeviceNames = { readonly own: readonly string[]; readonly ofFunction: readonly string[] };

/**
 * Decides whether a record is `shown`, `hidden` (`--all` adds it) or `other` (not selected). A record below a function is
 * chosen together with it, but shown only with `--all` or by its own name.
 */
export const visibilityOf = (choice: Choice, names: DeviceNames, isBelow: boolean): 'shown' | 'hidden' | 'other' => {
  if (isNamed(choice, names.own)) return 'shown';
  const own = names.own.some((name) => includesDevice(choice, name));
  if (!isBelow) return own ? 'shown' : 'other';
  if (!own && !names.ofFunction.some((name) => includesDevice(choice, name))) return 'other';
  return choice.all ? 'shown' : 'hidden';
};

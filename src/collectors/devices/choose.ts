// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which records a user asked to see. Pure. */

import { type Choice, includesDevice, matchesDevice, namesOneDevice } from '../../core/choice.js';

/** Whether one of these names was asked for, and not by a glob. */
export const isNamed = (choice: Choice, names: readonly string[]): boolean =>
  choice.devices.filter(namesOneDevice).some((p) => names.some((name) => matchesDevice(p, name)));

/** What a record goes by, and the names of the function that it belongs to. */
export type DeviceNames = { readonly own: readonly string[]; readonly ofFunction: readonly string[] };

/**
 * `shown`; `hidden` is what `--all` would add; `other` was not asked for. A record below a function is chosen with it,
 * but shown only with `--all` or by its own name.
 */
export const visibilityOf = (choice: Choice, names: DeviceNames, isBelow: boolean): 'shown' | 'hidden' | 'other' => {
  if (isNamed(choice, names.own)) return 'shown';
  const own = names.own.some((name) => includesDevice(choice, name));
  if (!isBelow) return own ? 'shown' : 'other';
  if (!own && !names.ofFunction.some((name) => includesDevice(choice, name))) return 'other';
  return choice.all ? 'shown' : 'hidden';
};

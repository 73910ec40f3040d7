// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Checks the privilege that a provider needs, before anything is read or run. */

import { FabricError } from '../core/error.js';
import { isGiven, type OptionValues } from '../core/option.js';
import { type AnyProvider, DEFAULT_ROOT_REASON } from '../core/provider.js';

/** For this machine only: a recorded one needs no privilege. @throws permission */
export const checkPrivilege = (
  { name, privilege, rootReason = DEFAULT_ROOT_REASON, rootFreeOptions = [], programs }: AnyProvider,
  options: OptionValues,
): void => {
  if (privilege !== 'root' || process.geteuid?.() === 0) return;
  if (rootFreeOptions.some((option) => isGiven(options[option]))) return;
  const what = programs === undefined ? 'run' : 'write';
  const without = rootFreeOptions.map((option) => `, or fabric ${name} --${option}`).join('');
  throw new FabricError('permission', `${name} needs root to ${rootReason}`, {
    fix: `sudo fabric ${name}${without}    (to see what it will ${what}: fabric policy explain ${name})`,
  });
};

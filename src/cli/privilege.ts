// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a provider needs to read this machine, looked at before anything is asked or run. */
import { FabricError } from '../core/error.js';
import type { AnyProvider } from '../core/provider.js';

/** On this machine only: a recorded one needs nobody's privilege. @throws permission */
export const checkPrivilege = ({ name, privilege }: Pick<AnyProvider, 'name' | 'privilege'>): void => {
  if (privilege !== 'root' || process.geteuid?.() === 0) return;
  throw new FabricError('permission', `${name} needs root to read the adapter`, {
    fix: `sudo fabric ${name}    (what it will run: fabric policy explain ${name})`,
  });
};

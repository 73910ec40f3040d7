// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** /proc/modules (kernel/module/procfs.c): `mlx5_core 2105344 1 mlx5_ib, Live 0x0000000000000000`. Pure. */

import { compareNatural } from '../../../../core/natural-order.js';

/** A module from one line. */
export type LoadedModule = {
  readonly name: string;
  readonly size_bytes: number;
  /** Null where the kernel cannot unload modules: `-`. */
  readonly references: number | null;
  readonly used_by: readonly string[];
};

const LINE =
  /^([\w-]{1,64}) (\d{1,12}) (-|\d{1,9}) (-|(?:(?:[\w-]{1,64}|\[permanent\]),)+) (?:Live|Loading|Unloading) 0x[0-9a-f]+(?: \([A-Z+-]*\))?$/;

const namesOf = (users: string): readonly string[] =>
  users
    .split(',')
    .filter((user) => user !== '' && user !== '[permanent]')
    .sort(compareNatural);

/** All modules with a complete line, each once, and the first invalid line. */
export const parseModules = (
  text: string,
): { readonly loaded: readonly LoadedModule[]; readonly strange: string | null } => {
  const loaded = new Map<string, LoadedModule>();
  let strange: string | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, name, size, uses, users] = LINE.exec(line) ?? [];
    if (name === undefined || size === undefined || uses === undefined || users === undefined) {
      strange ??= line.slice(0, 40);
      continue;
    }
    const used_by = users === '-' ? [] : namesOf(users);
    loaded.set(name, { name, size_bytes: Number(size), references: uses === '-' ? null : Number(uses), used_by });
  }
  return { loaded: [...loaded.values()], strange };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The flags of a descriptor of this process, from /proc/self/fdinfo, proc(5). */

import { readFileSync } from 'node:fs';

/** The directory in which the kernel lists them. */
export const DESCRIPTORS = '/proc/self/fdinfo';

const CLOSE_ON_EXEC = 0o2000000; // O_CLOEXEC
const ACCESS = 0o3; // O_ACCMODE: 0 is for reading only

/** `isPrivate`: a child does not get it. `writes`: it is open for writing. */
export type DescriptorFlags = { readonly isPrivate: boolean; readonly writes: boolean };

/** The flags. @throws the error of the system, or an Error when the kernel gives none */
export const descriptorFlags = (descriptor: number): DescriptorFlags => {
  const octal = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`${DESCRIPTORS}/${descriptor}`, 'latin1'))?.[1];
  if (octal === undefined) throw new Error(`no flags in ${DESCRIPTORS}/${descriptor}`);
  const flags = Number.parseInt(octal, 8);
  return { isPrivate: (flags & CLOSE_ON_EXEC) !== 0, writes: (flags & ACCESS) !== 0 };
};

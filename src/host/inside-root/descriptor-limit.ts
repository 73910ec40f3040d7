// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How many files this process may still open. */

import { readdirSync, readFileSync } from 'node:fs';

/** Descriptors for starting a reader, and for whatever else is open for a moment. */
const RESERVED = 32;

/** RLIMIT_NOFILE of this process, Infinity without one. Node raises its soft limit to the hard limit when it starts. */
export const descriptorLimit = (): number => {
  const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
};

/** Descriptors that are neither open nor reserved; below zero when the reserve is in use. @throws when there is no /proc */
export const spareDescriptors = (): number => descriptorLimit() - readdirSync('/proc/self/fd').length - RESERVED;

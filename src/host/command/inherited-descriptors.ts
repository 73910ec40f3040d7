// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Descriptors that fabric was started with and that its children would get.
 *
 * Node marks those up to 15, and on to the first gap, close-on-exec when it starts; the others reach every child
 * (measured on Node 20), and sh can close only 3 to 9. Node cannot mark one, but it can close it: nothing in fabric knows
 * them, and Node opens its own close-on-exec. What a shell gave as `<(…)` is closed with them, so it has to be read
 * before the first command is run.
 */

import { closeSync, readdirSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import { DESCRIPTORS, descriptorFlags } from '../files/descriptor-flags.js';

let isDone = false;

/** Closes them, once per process. Null, or why it failed: without /proc they are unknown. */
export const closeInheritedDescriptors = (): string | null => {
  if (isDone) return null;
  try {
    for (const name of readdirSync(DESCRIPTORS)) closeIfInherited(Number(name));
  } catch (error) {
    return `what a command would inherit is not known: ${DESCRIPTORS} (${errnoOf(error) ?? 'unreadable'})`;
  }
  isDone = true;
  return null;
};

const closeIfInherited = (descriptor: number): void => {
  if (descriptor <= 2) return;
  try {
    // Without its flags it may be Node's own, which cannot be done without.
    if (!descriptorFlags(descriptor).isPrivate) closeSync(descriptor);
  } catch (error) {
    // ENOENT: the descriptor that listed the directory. Other errors are for the caller.
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Checks before a command starts that descriptors are left for its pipes.
 *
 * After EMFILE Node gives a child without streams. execa throws a TypeError for it and leaves its `error` event without a
 * listener, which ends the process (execa 9.6, Node 20). So fabric checks before it calls execa, in the same turn of the
 * event loop: nothing of fabric opens a file between the two.
 */

import { closeSync, openSync } from 'node:fs';

/** Two for each of stdout and stderr, two of libuv's signal pipe, and /dev/null as stdin in the child. */
const NEEDED_TO_START = 7;

/** Opens so many and closes them again. @throws EMFILE, ENFILE */
export const checkSpareDescriptors = (): void => {
  const held: number[] = [];
  try {
    while (held.length < NEEDED_TO_START) held.push(openSync('/', 'r'));
  } finally {
    for (const descriptor of held) closeSync(descriptor);
  }
};

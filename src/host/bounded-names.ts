// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Refuses directory listings that no machine has, so that the work of a run has a bound. */

import type { ListAnswer } from '../core/file-answer.js';
import type { Host } from '../core/host.js';

/** Most names in one directory: more than any machine has adapters, ports, netdevs or counters. */
const MOST_NAMES = 4096;

/** NAME_MAX of Linux, in bytes. */
const LONGEST_NAME = 255;

/** The host with bounded listings. A larger one is refused with its size in place of an errno, and costs what is below it. */
export const withBoundedNames = (host: Host): Host => ({ ...host, readdir: (path) => bounded(host.readdir(path)) });

const bounded = (answer: ListAnswer): ListAnswer => {
  if (answer.kind === 'error') return answer;
  const { entries } = answer;
  if (entries.length > MOST_NAMES) {
    return { kind: 'error', errno: `${entries.length} names, more than ${MOST_NAMES}` };
  }
  const long = entries.find((name) => Buffer.byteLength(name) > LONGEST_NAME);
  if (long === undefined) return answer;
  return { kind: 'error', errno: `a name of ${Buffer.byteLength(long)} bytes, more than ${LONGEST_NAME}` };
};

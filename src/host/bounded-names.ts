// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bounds directory listings that no machine has, so that the work of a run has a bound. */

import type { ListAnswer } from '../core/file-answer.js';
import type { Host } from '../core/host.js';

/** Most names in one directory: more than any machine has adapters, ports, netdevs or counters. */
const MOST_NAMES = 4096;

/** NAME_MAX of Linux, in bytes. */
const LONGEST_NAME = 255;

/**
 * The host with bounded listings. A larger one is refused with its size, and costs what is below it. A
 * longer name is cut: it then costs its own entry, like any other invalid name, and not those beside it.
 */
export const withBoundedNames = (host: Host): Host => ({ ...host, readdir: (path) => bounded(host.readdir(path)) });

const bounded = (answer: ListAnswer): ListAnswer => {
  if (answer.kind === 'error') return answer;
  const { entries } = answer;
  if (entries.length > MOST_NAMES) {
    return { kind: 'error', errno: 'EIO', detail: `${entries.length} names, more than ${MOST_NAMES}` };
  }
  if (!entries.some(isLong)) return answer;
  return { kind: 'entries', entries: [...new Set(entries.map((name) => (isLong(name) ? cut(name) : name)))] };
};

const isLong = (name: string): boolean => Buffer.byteLength(name) > LONGEST_NAME;

/** Cuts a name to the length that Linux allows, between two characters. */
const cut = (name: string): string => {
  const bytes = Buffer.alloc(LONGEST_NAME);
  return bytes.toString('utf8', 0, bytes.write(name));
};

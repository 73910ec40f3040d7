// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The names of streams that are accepted where a file is named: `-`, /dev/stdout, /dev/fd/3. */

/** The descriptor of standard output. */
export const STDOUT = 1;
/** The descriptor of standard error. */
export const STDERR = 2;

/** Digits of a descriptor's number: more than any process may open. */
export const DESCRIPTOR_DIGITS = /^\d{1,9}$/;

const NAMES: Readonly<Record<string, number>> = {
  '-': STDOUT,
  '/dev/stdin': 0,
  '/dev/stdout': STDOUT,
  '/dev/stderr': STDERR,
};

/** The descriptor of a stream name, also if /dev has no such link; null for the name of a file. */
export const streamNamed = (name: string): number | null => {
  if (Object.hasOwn(NAMES, name)) return NAMES[name] ?? null;
  const digits = /^\/(?:dev|proc\/self|proc\/thread-self)\/fd\/(\d+)$/.exec(name)?.[1];
  return digits !== undefined && DESCRIPTOR_DIGITS.test(digits) ? Number(digits) : null;
};

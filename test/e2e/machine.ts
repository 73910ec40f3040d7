// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the machine that runs the tests allows. What it does not is skipped, with the reason in the test's title. */

import { readFileSync } from 'node:fs';
import { execaSync } from 'execa';
import { errnoOf } from '../../src/core/error.js';
import { fabricCommand } from './fabric.js';

export const isRoot = process.getuid?.() === 0;

const works = ([file = '', ...argv]: readonly string[]): boolean =>
  execaSync(file, argv, { stdio: 'ignore', timeout: 5000, reject: false }).exitCode === 0;

export const hasPromtool = works(['promtool', '--version']);
export const hasPrlimit = works(['prlimit', '--nofile=64:64', 'true']);
export const hasLogrotate = works(['logrotate', '--version']);
export const hasScript = works(['script', '-qec', 'true', '/dev/null']);

/** A mount that ends with the command it was made for. */
export const canMount = isRoot && works(['unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);

/** Words before a command that show it `file` at `path`, and nobody else: a tree cannot link to what is outside of it. */
export const withMounted = (file: string, path: string): readonly string[] => [
  ...['unshare', '--mount', '/bin/sh', '-c', 'mount --bind "$1" "$2" && shift 2 && exec "$@"', 'sh'],
  ...[file, path],
];

const NOBODY: readonly (readonly string[])[] = [
  ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
  ['su', 'nobody', '-s', '/bin/sh', '-c', 'exec "$0" "$@"', '--'],
];

/** Words before a command that make it one of a user whom permissions bind; null: root cannot become one here. */
export const unprivileged: readonly string[] | null = isRoot
  ? (NOBODY.find((words) => works([...words, ...fabricCommand(['--version'])])) ?? null)
  : [];

/** An attribute of a real kernel that gives EINVAL; null where there is none. */
export const einvalAttribute: string | null = ((): string | null => {
  const path = '/sys/class/net/lo/speed';
  try {
    readFileSync(path);
  } catch (error) {
    return errnoOf(error) === 'EINVAL' ? path : null;
  }
  return null;
})();

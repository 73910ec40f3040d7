// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs the built program on a machine with adapters and vendor tools: in its own mount namespace, a recording is mounted as
 * /sys and the test's executables are in /usr/bin. Policy and runner are the shipped ones.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { fabricCommand, packageRoot, type Run, type Started, start } from '../fabric.js';
import { canMount } from '../machine.js';
import { OWN_TMP } from '../own-tmp.js';
import { makePlace, plantSh } from '../runner/tools.js';
import { recordedTree } from '../trees.js';

const OVERLAY = 'mount -t overlay overlay -o "lowerdir=$1:/usr/bin" /usr/bin';

/** True when root can put tools into /usr/bin for one process on this machine. */
export const canPlantTools = ((): boolean => {
  if (!canMount) return false;
  const place = makePlace();
  mkdirSync(join(place, 'tools'));
  const mounting = ['--mount', 'sh', '-c', OVERLAY, 'sh', join(place, 'tools')];
  return execaSync('unshare', mounting, { reject: false }).exitCode === 0;
})();

/** A recorded command; `stdout` is missing when it was not run. */
type Recorded = { readonly argv: readonly string[]; readonly stdout?: string };

/** Builds a machine. `tool` writes a program, `hide` hides a program that the real machine has. */
export const adapterMachine = async (name: 'connectx7' | 'bluefield3') => {
  const tree = await recordedTree(name);
  const place = makePlace();
  const tools = join(place, 'tools');
  const etc = join(place, 'etc');
  const outputs = join(place, 'outputs');
  const recording = join(packageRoot, 'fixtures', 'hosts', name);
  const clear = (): void => {
    rmSync(tools, { recursive: true, force: true });
    mkdirSync(tools);
  };
  clear();
  mkdirSync(etc);
  mkdirSync(outputs);
  const commands = readFileSync(join(recording, 'commands.ndjson'), 'utf8').trim().split('\n');
  const recorded = commands.map((line) => JSON.parse(line) as Recorded);
  const fileOf = (argv: readonly string[]): string => argv.join(' ').replaceAll('/', '%');
  for (const { argv, stdout = '' } of recorded) writeFileSync(join(outputs, fileOf(argv).slice(0, 200)), stdout);
  const namespace = [
    'set -e',
    OWN_TMP,
    OVERLAY,
    'mount -t overlay overlay -o "lowerdir=$2:/etc" /etc',
    'mount --rbind "$3/sys" /sys',
    'mount -t tmpfs tmpfs /var/log', // keeps the audit log of this run out of the real one
    'shift 3',
    'exec "$@"',
  ].join('\n');
  const setting = (file: string, text: string | null): void => {
    mkdirSync(join(etc, 'fabric'), { recursive: true });
    if (text === null) rmSync(join(etc, 'fabric', file), { force: true });
    else writeFileSync(join(etc, 'fabric', file), text);
  };
  /** Shell command that prints the recorded output of a program for the script's arguments. */
  const answerOf = (program: string): string =>
    `cat "${outputs}/$(printf '%s' "/usr/bin/${program} $*" | tr / % | cut -c 1-200)"`;
  const inside = (argv: readonly string[]): Started =>
    start(['unshare', '--mount', 'sh', '-c', namespace, 'sh', tools, etc, tree, ...fabricCommand(argv)]);
  return {
    place,
    /** Directory whose sys/ is mounted as /sys. */
    tree,
    clear,
    answerOf,
    tool: (program: string, lines: string): string => plantSh(tools, program, lines),
    /** Writes a program that prints its recorded output; `instead` is shell code that runs before. */
    recordedTool: (program: string, instead = ''): string => {
      return plantSh(tools, program, `${instead}\nexec ${answerOf(program)}`);
    },
    hide: (program: string): void => {
      execaSync('mknod', [join(tools, program), 'c', '0', '0']);
    },
    /** Replaces the shipped policy; null restores it. */
    policy: (text: string | null): void => setting('policy.ini', text),
    /** Writes the settings file; null removes it. */
    settings: (text: string | null): void => setting('fabric.ini', text),
    fabric: (...argv: readonly string[]): Promise<Run> => inside(argv).ended,
    /** Starts the program; the shell is replaced by the process of fabric. */
    start: (...argv: readonly string[]): Started => inside(argv),
  };
};

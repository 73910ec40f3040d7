// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The built program on a machine that has adapters and the vendor's tools: in a mount namespace of its own a recorded
 * machine is /sys, and executables of the test's lie in /usr/bin. The policy is the shipped one, and so is the runner.
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

/** Whether this machine lets root put tools into /usr/bin for one process. */
export const canPlantTools = ((): boolean => {
  if (!canMount) return false;
  const place = makePlace();
  mkdirSync(join(place, 'tools'));
  const mounting = ['--mount', 'sh', '-c', OVERLAY, 'sh', join(place, 'tools')];
  return execaSync('unshare', mounting, { reject: false }).exitCode === 0;
})();

/** `stdout` is missing where it was not run. */
type Recorded = { readonly argv: readonly string[]; readonly stdout?: string };

/** A machine; `tool` writes one of its programs, `hide` takes one away that the test's own machine has. */
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
    'mount -t tmpfs tmpfs /var/log', // the audit of this run is nobody's
    'shift 3',
    'exec "$@"',
  ].join('\n');
  const setting = (file: string, text: string | null): void => {
    mkdirSync(join(etc, 'fabric'), { recursive: true });
    if (text === null) rmSync(join(etc, 'fabric', file), { force: true });
    else writeFileSync(join(etc, 'fabric', file), text);
  };
  /** Words of sh that print what a tool of the recorded machine answers to this argv. */
  const answerOf = (program: string): string =>
    `cat "${outputs}/$(printf '%s' "/usr/bin/${program} $*" | tr / % | cut -c 1-200)"`;
  const inside = (argv: readonly string[]): Started =>
    start(['unshare', '--mount', 'sh', '-c', namespace, 'sh', tools, etc, tree, ...fabricCommand(argv)]);
  return {
    place,
    /** The directory whose sys/ is its /sys. */
    tree,
    clear,
    answerOf,
    tool: (program: string, lines: string): string => plantSh(tools, program, lines),
    /** What the tool of the recorded machine answers to its argv; `instead` stands before it. */
    recordedTool: (program: string, instead = ''): string => {
      return plantSh(tools, program, `${instead}\nexec ${answerOf(program)}`);
    },
    hide: (program: string): void => {
      execaSync('mknod', [join(tools, program), 'c', '0', '0']);
    },
    /** The policy of the machine, in the place of the shipped one; null takes it away again. */
    policy: (text: string | null): void => setting('policy.ini', text),
    /** What its administrator set. */
    settings: (text: string | null): void => setting('fabric.ini', text),
    fabric: (...argv: readonly string[]): Promise<Run> => inside(argv).ended,
    /** Starts it: the process is fabric's own, which took the place of the shell. */
    start: (...argv: readonly string[]): Started => inside(argv),
  };
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A real Open vSwitch for the built program: the installed daemons in a directory of the test's, which is /run in the mount
 * namespace that the program runs in. The policy is the shipped one, and so are the command lines.
 */

import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll } from 'vitest';
import { fabricCommand, type Run, run } from '../fabric.js';
import { canMount } from '../machine.js';
import { pause, processesIn } from '../processes.js';
import { makePlace } from '../runner/tools.js';

const here = dirname(fileURLToPath(import.meta.url));
const isInstalled = ['/usr/bin/ovs-vsctl', '/usr/sbin/ovs-vswitchd'].every((program) => existsSync(program));

/** Whether the tests on a real Open vSwitch can run here. */
export const canRunOpenVswitch = isInstalled && canMount;

/** What the title of tests that cannot says. */
export const skipped = canRunOpenVswitch ? '' : ' (skipped: needs openvswitch-switch, and root for a mount)';

/** Runs a command with `$1/run` as /run, for it alone; the audit of the run is nobody's. */
const NAMESPACE = ['set -e', 'mount --rbind "$1/run" /run', 'mount -t tmpfs tmpfs /var/log', 'shift', 'exec "$@"'];

/** Words before a command that runs where `place` is the machine's /run. */
export const inPlace = (place: string): readonly string[] => [
  'unshare',
  '--mount',
  'sh',
  '-c',
  NAMESPACE.join('\n'),
  'sh',
  place,
];

const started: ChildProcess[] = [];
afterAll(() => Promise.all(started.map(end)));

/** Its daemons end with its input. */
const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.stdin?.end();
  });

/** What is started. */
export type Ask = {
  /** What the switch is given: the layout of a BlueField, or nothing. */
  readonly layout?: 'bluefield' | 'none';
  /** The database's schema, instead of the installed one. */
  readonly schema?: string;
};

/** An Open vSwitch that runs, and fabric on its machine. */
export type OpenVswitch = Awaited<ReturnType<typeof startOpenVswitch>>;

/** Starts one; it is stopped after the tests of the file at the latest. */
export const startOpenVswitch = async ({ layout = 'bluefield', schema }: Ask = {}) => {
  const place = makePlace();
  const rundir = join(place, 'run', 'openvswitch');
  const argv = ['run', place, ...(schema === undefined ? [] : [schema])];
  const child = execa(join(here, 'open-vswitch.sh'), argv, { detached: true, buffer: false, reject: false });
  started.push(child);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.once('data', () => resolve());
    child.on('exit', (status) => reject(new Error(`Open vSwitch did not start, status ${status}: ${said}`)));
  });
  const tool = async (program: string, ...words: readonly string[]): Promise<string> => {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', OVS_RUNDIR: rundir };
    return (await execa(program, words, { env, extendEnv: false, stripFinalNewline: false })).stdout;
  };
  if (layout === 'bluefield') await tool(join(here, 'bluefield.sh'));
  const pidOf = (daemon: Daemon): number => Number(readFileSync(join(rundir, `${daemon}.pid`), 'utf8'));
  return {
    place,
    rundir,
    pidOf,
    /** Asks or changes the switch itself, as its administrator. */
    tool,
    signal: (daemon: Daemon, signal: NodeJS.Signals): boolean => process.kill(pidOf(daemon), signal),
    /** Ends one of them and waits until it is gone. */
    end: async (daemon: Daemon, signal: NodeJS.Signals): Promise<void> => {
      const pid = pidOf(daemon);
      process.kill(pid, signal);
      while (processesIn(place).some((one) => one.pid === pid)) await pause(10);
    },
    stop: () => end(child),
    fabric: (...words: readonly string[]): Promise<Run> => run([...inPlace(place), ...fabricCommand(words)]),
    /** The same by a user; `become` is the words that make one. */
    fabricAs: (become: readonly string[], ...words: readonly string[]): Promise<Run> =>
      run([...inPlace(place), ...become, ...fabricCommand(words)]),
  };
};

type Daemon = 'ovsdb-server' | 'ovs-vswitchd';

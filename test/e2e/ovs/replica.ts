// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The read-only copy of docs/ovs-access.md: what systemd would do with the shipped unit, for one Open vSwitch of a test. */

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll } from 'vitest';
import { packageRoot } from '../fabric.js';
import { pause } from '../processes.js';
import { inPlace, type OpenVswitch } from './open-vswitch.js';

/** Where the unit is shipped. */
export const unitPath = join(packageRoot, 'docs', 'examples', 'fabric-ovsdb.service');

/** A group that this machine has no name for. */
const GROUP = '64871';
const user = ['setpriv', '--reuid=65534', '--regid=65534'];

/** Words before a command that make it one of a user, who is a member of the group or not. */
export const member: readonly string[] = [...user, `--groups=${GROUP}`];
export const outsider: readonly string[] = [...user, '--clear-groups'];

const settings = readFileSync(unitPath, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });

/** What the unit says of a setting. */
const valuesOf = (wanted: string): readonly string[] =>
  settings.filter(({ name }) => name === wanted).map(({ value }) => value);
const firstOf = (name: string): string => valuesOf(name)[0] ?? '';

/** A command line of a unit: words, single quotes, `$$` and `%%`. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? '').replaceAll('$$', '$').replaceAll('%%', '%'),
  );

const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the copy; it ends with the tests of the file. Where `isCutOff`, it never gets a row of the original. */
export const startReplica = async (ovs: OpenVswitch, { isCutOff = false } = {}): Promise<ChildProcess> => {
  const directory = join(ovs.place, 'run', firstOf('RuntimeDirectory'));
  const socket = join(directory, 'db.sock');
  mkdirSync(directory);
  chownSync(directory, 0, Number(GROUP));
  chmodSync(directory, Number.parseInt(firstOf('RuntimeDirectoryMode'), 8));
  // As the unit wants it: root without a capability, of the group, with its umask.
  const become = ['setpriv', `--regid=${GROUP}`, '--clear-groups', '--bounding-set=-all', '--pdeathsig=KILL'];
  const before = [...inPlace(ovs.place), ...become, 'sh', '-c', `umask ${firstOf('UMask')}; exec "$@"`, 'sh'];
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  for (const line of valuesOf('ExecStartPre')) {
    const [file = '', ...argv] = [...before, ...wordsOf(line)];
    await execa(file, argv, { env, extendEnv: false, cwd: '/' });
  }
  const [file = '', ...argv] = [...before, ...wordsOf(firstOf('ExecStart'))];
  if (isCutOff) ovs.signal('ovsdb-server', 'SIGSTOP');
  // Not execa's child: an async function that returns it would return its end.
  const child = spawn(file, argv, { env, cwd: '/', stdio: 'ignore' });
  running.push(child);
  // It listens a moment before it has the rows; until then ovs-vsctl fails, because it may not write the first one.
  const isReady = (): Promise<boolean> =>
    ovs.tool('ovs-vsctl', `--db=unix:${socket}`, 'list', 'Open_vSwitch').then(
      () => true,
      () => false,
    );
  while (!existsSync(socket) || !(isCutOff || (await isReady()))) await pause(20);
  return child;
};

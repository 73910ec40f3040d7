// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What JavaScript does as root before any other code of ours is loaded: for `sudo node bin/run.cjs`. */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, start } from '../fabric.js';
import { isRoot } from '../machine.js';
import { install } from './installed.js';
import { needsRoot } from './places.js';
import { SPOILT } from './spoilt.js';

/** A command line that hardens itself, tells the refusal, and does something more. */
const guarded = (root: string, more = ''): readonly string[] => [
  process.execPath,
  '-e',
  `const { hardenAsRoot } = require(${JSON.stringify(join(root, 'bin', 'root-guard.cjs'))});
   const refusal = hardenAsRoot(${JSON.stringify(root)});
   if (refusal !== null) process.stderr.write(refusal);
   ${more}`,
];

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test('only plain variables that mean something are left', async () => {
    const env = {
      TERM: 'xterm',
      COLUMNS: '80',
      NO_COLOR: '1',
      SUDO_UID: '1000',
      SUDO_USER: 'me',
      FABRIC_DATA_DIR: '/x',
      XDG_DATA_HOME: '/x',
      HOME: '/x',
      NODE_V8_COVERAGE: '',
      NODE_ENV: 'development',
      LC_ALL: 'de_DE',
      PATH: '/x',
      __proto__x: '1',
      constructor: '1',
    };
    const ended = await run(guarded(install().root, 'console.log(JSON.stringify(process.env))'), { env });
    expect(JSON.parse(ended.stdout)).toEqual({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C',
      TERM: 'xterm',
      COLUMNS: '80',
      NO_COLOR: '1',
      SUDO_UID: '1000',
      SUDO_USER: 'me',
    });
    const odd = { TERM: 'x y', COLUMNS: '8x', NO_COLOR: '', SUDO_UID: '-1', SUDO_USER: 'a\nb' };
    const dropped = await run(guarded(install().root, 'console.log(Object.keys(process.env).sort().join())'), {
      env: odd,
    });
    expect(dropped.stdout).toBe('LC_ALL,PATH\n');
  });

  test('what it makes is private', async () => {
    expect((await run(guarded(install().root, 'console.log(process.umask().toString(8))'))).stdout).toBe('77\n');
  });

  test.each(SPOILT)('it refuses a tree with $title', async ({ spoil, told }) => {
    const installed = install();
    const what = spoil(installed);
    const ended = await run(guarded(installed.root));
    expect(ended).toMatchObject({ status: 0, stderr: told(installed, what) });
  });

  test('it refuses a file deep in dist, too', async () => {
    const { root } = install();
    mkdirSync(join(root, 'dist', 'a', 'b'), { recursive: true });
    writeFileSync(join(root, 'dist', 'a', 'b', 'c.cjs'), '');
    chmodSync(join(root, 'dist', 'a', 'b', 'c.cjs'), 0o666);
    expect((await run(guarded(root))).stderr).toContain('other users can write to it');
  });

  test('it refuses a sticky directory in the tree, where anybody could put files', async () => {
    const { root } = install();
    chmodSync(join(root, 'dist'), 0o1777);
    expect((await run(guarded(root))).stderr).toContain('other users can write to it');
  });

  test('it accepts a good tree below a sticky directory', async () => {
    const { root, prefix } = install();
    expect((await run(guarded(root))).stderr).toBe('');
    chmodSync(prefix, 0o1777);
    expect((await run(guarded(root))).stderr).toBe('');
  });

  test('SIGUSR1 opens no debugger', async () => {
    const isTaken = await answers(9229); // by somebody else
    const { child, ended } = start(guarded(install().root, "console.log('ready'); setTimeout(() => {}, 1200);"));
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await answers(9229)).toBe(isTaken);
    expect(await ended).toMatchObject({ status: 0, signal: null, stderr: '' });
  });
});

/** Whether somebody listens there. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

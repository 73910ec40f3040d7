// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** bin/fabric: as root nothing about the caller decides which code runs, in every sh; for others it changes nothing. */

import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { run } from '../fabric.js';
import { canMount, isRoot, unprivileged } from '../machine.js';
import { makePlace, plant, plantSh } from '../runner/tools.js';
import { install } from './installed.js';
import { needsNobody, needsRoot } from './places.js';
import { SPOILT } from './spoilt.js';

/** Tells what it was started with. */
const PROBE = `
const fs = require('node:fs');
const flags = (n) => /flags:\\t(\\d+)/.exec(fs.readFileSync('/proc/self/fdinfo/' + n, 'utf8'))[1];
const target = (n) => { try { return fs.readlinkSync('/proc/self/fd/' + n); } catch { return ''; } };
process.stdout.write(JSON.stringify({
  env: process.env,
  node: process.execPath,
  flags: process.execArgv,
  argv: process.argv.slice(1),
  cwd: process.cwd(),
  passwd: fs.readdirSync('/proc/self/fd').filter((n) => target(n) === '/etc/passwd').map(Number),
}));
process.exitCode = 42;
`;

type Started = {
  readonly env: Readonly<Record<string, string>>;
  readonly node: string;
  readonly flags: readonly string[];
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly passwd: readonly number[];
};

const place = makePlace();

/** Every sh that is here, by the words that start it; bash is a sh when it is called so. */
const shells = ((): readonly (readonly [string, readonly string[]])[] => {
  const has = (path: string): boolean => existsSync(path);
  const asSh = join(place, 'sh');
  if (has('/bin/bash')) symlinkSync('/bin/bash', asSh);
  const all = [
    ['the system', []],
    ['dash', ['/bin/dash']],
    ['busybox', ['/bin/busybox', 'sh']],
    ['bash', [asSh]],
  ] as const;
  return all.filter(([, words]) => words.every((word) => !word.startsWith('/') || has(word)));
})();

/** A directory that a caller's variables point to: whatever is loaded from it leaves a mark. */
const makeTrap = (): { readonly env: Readonly<Record<string, string>>; readonly mark: string } => {
  const trap = makePlace();
  const mark = join(trap, 'mark');
  const evil = `require('node:fs').appendFileSync(${JSON.stringify(mark)}, __filename + '\\n');`;
  const preload = plant(trap, 'preload.cjs', evil);
  mkdirSync(join(trap, 'node_modules', 'evil'), { recursive: true });
  plant(join(trap, 'node_modules', 'evil'), 'index.js', evil);
  plantSh(trap, 'node', `echo node >> ${mark}; exit 1`);
  for (const data of ['fabric', '.local/share/fabric', '.config/fabric', 'data']) {
    mkdirSync(join(trap, data), { recursive: true });
    const plugin = join(trap, data, 'plugin');
    mkdirSync(plugin);
    plant(plugin, 'hook.cjs', `${evil} module.exports = async () => {};`);
    const manifest = { name: 'evil', version: '1.0.0', oclif: { hooks: { init: './hook.cjs' } } };
    writeFileSync(join(plugin, 'package.json'), JSON.stringify(manifest));
    const plugins = [{ name: 'evil', type: 'link', root: plugin }];
    writeFileSync(join(trap, data, 'package.json'), JSON.stringify({ oclif: { plugins } }));
  }
  const env = {
    NODE_OPTIONS: `--require ${preload}`,
    NODE_PATH: join(trap, 'node_modules'),
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt',
    LD_PRELOAD: join(trap, 'preload.so'),
    HOME: trap,
    XDG_DATA_HOME: trap,
    XDG_CONFIG_HOME: join(trap, '.config'),
    FABRIC_DATA_DIR: join(trap, 'data'),
    FABRIC_DISABLE_THEME: '0',
    PATH: trap,
    ENV: preload,
    BASH_ENV: preload,
    'BASH_FUNC_unset%%': `() { echo unset >> ${mark}; }`,
    'BASH_FUNC_read%%': `() { uid=1; echo read >> ${mark}; }`,
    'BASH_FUNC_[%%': `() { echo test >> ${mark}; }`,
    'BASH_FUNC_refuse%%': `() { echo refuse >> ${mark}; }`,
    'BASH_FUNC_set%%': `() { echo set >> ${mark}; }`,
    'BASH_FUNC_/usr/bin/env%%': `() { echo env >> ${mark}; }`,
    IFS: '/',
  };
  return { env, mark };
};

const tellOf = (stdout: string): Started => JSON.parse(stdout) as Started;

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  const probe = isRoot ? install(PROBE) : undefined;
  const { link = '', root = '' } = probe ?? {};

  test.each(shells)(
    'with %s: Node gets these variables and no others, whole arguments, and the working directory',
    async (_, sh) => {
      const words = ['hcaperf', '--fields', 'a b', '', '$(id)', "'", 'X=1', '-'];
      const trap = makeTrap();
      const env = {
        ...trap.env,
        TERM: 'xterm-256color',
        COLUMNS: '132',
        NO_COLOR: 'yes',
        SUDO_UID: '1000',
        SUDO_USER: 'a.b-c_d',
      };
      const ended = await run([...sh, link, ...words], { env, cwd: '/usr/lib' });
      expect(ended.status, ended.stderr).toBe(42);
      expect(tellOf(ended.stdout)).toMatchObject({
        env: {
          PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          LC_ALL: 'C',
          TERM: 'xterm-256color',
          COLUMNS: '132',
          NO_COLOR: '1',
          SUDO_UID: '1000',
          SUDO_USER: 'a.b-c_d',
        },
        flags: ['--disable-proto=delete'],
        argv: [join(root, 'bin', 'run.cjs'), ...words],
        cwd: '/usr/lib',
      });
      expect(Object.keys(tellOf(ended.stdout).env)).toHaveLength(7);
      expect(existsSync(trap.mark), 'something of the caller ran').toBe(false);
    },
  );

  test('variables that are not plain are dropped', async () => {
    const env = { TERM: 'x/../y', COLUMNS: '8x', NO_COLOR: '', SUDO_UID: '-1', SUDO_USER: 'a b' };
    const ended = await run([link], { env });
    expect(Object.keys(tellOf(ended.stdout).env).sort()).toEqual(['LC_ALL', 'PATH']);
  });

  test.each(shells)('with %s: descriptors 3 to 9 are closed before Node starts', async (_, sh) => {
    const fds = '3</etc/passwd 4</etc/passwd 6</etc/passwd 9</etc/passwd';
    const ended = await run(['/bin/sh', '-c', `exec "$@" ${fds}`, 'sh', ...sh, link]);
    expect(tellOf(ended.stdout).passwd).toEqual([]);
  });

  test('started by a relative path, by another link, and with a closed stdin', async () => {
    const other = join(makePlace(), 'other');
    symlinkSync(link, other);
    for (const command of [[other], ['/bin/sh', '-c', 'exec ./fabric <&-']]) {
      const ended = await run(command, { cwd: join(link, '..') });
      expect(tellOf(ended.stdout).argv[0]).toBe(join(root, 'bin', 'run.cjs'));
    }
  });

  test("the node beside the package is taken before the system's", async () => {
    const { prefix, link: own } = install(PROBE);
    plantSh(join(prefix, 'bin'), 'node', 'echo "the node of the prefix"');
    expect((await run([own])).stdout).toBe('the node of the prefix\n');
  });

  test('the real program answers as ever, and no trap of the caller fires', async () => {
    const { link: real } = install();
    const trap = makeTrap();
    const argv = ['hcaperf', '--replay', 'bluefield3', '--json'];
    const plain = await run([real, ...argv]);
    const trapped = await run([real, ...argv], { env: trap.env });
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    expect(trapped).toMatchObject({ status: 0, stdout: plain.stdout });
    // The loader complains about a library that is not installed once, for sh: no program that sh starts tries to load it.
    expect(trapped.stderr.match(/cannot be preloaded/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(existsSync(trap.mark)).toBe(false);
  });

  test.each(SPOILT)('it refuses a tree with $title', async ({ spoil, told }) => {
    const installed = install(PROBE);
    const what = spoil(installed);
    const ended = await run([installed.link]);
    expect(ended).toMatchObject({ status: 3, stdout: '', stderr: told(installed, what) });
  });

  test.each(shells)('with %s: it refuses, too', async (_, sh) => {
    const installed = install(PROBE);
    chmodSync(join(installed.root, 'dist', 'main.cjs'), 0o664);
    const ended = await run([...sh, installed.link]);
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(
      /^error: refusing to run as root from .*: other users can write to it\nfix: sudo chown -R root:root /,
    );
  });

  test('it refuses a node that others can write, and one that env would take for a variable', async () => {
    const { prefix, root: own, link: start } = install(PROBE);
    const node = plantSh(join(prefix, 'bin'), 'node', 'echo evil');
    chmodSync(node, 0o777);
    expect(await run([start])).toMatchObject({
      status: 3,
      stdout: '',
      stderr:
        `error: refusing to run as root from ${own}: other users can write to ${node}\n` +
        'fix: install fabric and node in a directory only root can write to: npm pack && sudo npm install -g ./fabric-*.tgz\n',
    });
    rmSync(node);
    symlinkSync(plantSh(makePlace(), 'a=b', 'echo evil'), node);
    expect(await run([start])).toMatchObject({ status: 4, stdout: '' });
  });

  test('it refuses links in its tree, wherever they lead', async () => {
    for (const target of ['/usr', '/nonexistent']) {
      const installed = install(PROBE);
      rmSync(join(installed.root, 'dist'), { recursive: true });
      symlinkSync(target, join(installed.root, 'dist'));
      expect(await run([installed.link])).toMatchObject({ status: 3, stdout: '' });
    }
  });

  test.skipIf(!canMount)(
    `it refuses when it cannot find out${canMount ? '' : ' (skipped: cannot mount)'}`,
    async () => {
      const without = 'mount --bind /bin/false /usr/bin/find && exec "$1"';
      expect(await run(['unshare', '--mount', '/bin/sh', '-c', without, 'sh', link])).toMatchObject({
        status: 3,
        stdout: '',
      });
      const noProc = 'mount -t tmpfs tmpfs /proc && exec "$1"';
      const simple = install('process.stdout.write(process.execArgv.join())').link;
      const ended = await run(['unshare', '--mount', '/bin/sh', '-c', noProc, 'sh', simple]);
      expect(ended, 'without /proc it asks id').toMatchObject({ status: 0, stdout: '--disable-proto=delete' });
    },
  );

  test('escapes a name that would move the cursor', async () => {
    const { place: above } = install(PROBE);
    const odd = join(above, 'a\u001b[31mb');
    execaSync('mv', [join(above, 'prefix'), odd]);
    chmodSync(odd, 0o777);
    const ended = await run([join(odd, 'bin', 'fabric')]);
    expect(ended.status).toBe(3);
    expect(ended.stderr).toContain('a?[31mb');
    expect(ended.stderr).not.toContain('\u001b');
  });
});

describe.skipIf(needsNobody !== '')(`as an ordinary user${needsNobody}`, () => {
  test.each(shells)(
    'with %s: the environment as it is, but for NODE_EXTRA_CA_CERTS, and the node of its PATH',
    async (_, sh) => {
      const { link, root } = install(PROBE);
      chownSync(root, 65534, 65534); // nobody's own tree is nobody's business
      const env = {
        HOME: '/tmp',
        FABRIC_X: '1',
        XDG_DATA_HOME: '/tmp',
        NODE_OPTIONS: '--no-warnings',
        NODE_EXTRA_CA_CERTS: '/nonexistent',
      };
      const { NODE_EXTRA_CA_CERTS: _dropped, ...rest } = env;
      const ended = await run([...(unprivileged ?? []), ...sh, link, 'a b'], { env });
      expect(ended).toMatchObject({ status: 42, stderr: '' });
      const told = tellOf(ended.stdout);
      expect(told.env).toMatchObject({ ...rest, LC_ALL: 'C.UTF-8' });
      expect(told.env).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
      expect(told).toMatchObject({ flags: [], argv: [join(root, 'bin', 'run.cjs'), 'a b'] });
      const own = makePlace();
      plantSh(own, 'node', 'echo own node');
      const byPath = await run([...(unprivileged ?? []), ...sh, link], { env: { PATH: `${own}:/usr/bin:/bin` } });
      expect(byPath.stdout).toBe('own node\n');
    },
  );
});

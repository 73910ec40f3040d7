// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import {
  chmodSync,
  chownSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric, packageRoot, run } from './fabric.js';
import { isRoot, unprivileged } from './machine.js';
import { plantFifo, scratch } from './trees.js';

const ARGV = ['hcaperf', '--json', '--replay', 'connectx7'];

/** What the checkout answers. */
let right: string;

beforeAll(async () => {
  right = (await fabric(ARGV)).stdout;
  expect(right).toContain('"mlx5_7"');
});

/** fabric as it is installed, in a directory of its own. */
type Installed = { readonly root: string; readonly dist: string; readonly bundle: string; readonly cache: string };

const install = (): Installed => {
  const root = scratch();
  for (const name of ['bin', 'dist', 'fixtures', 'package.json']) {
    cpSync(join(packageRoot, name), join(root, name), { recursive: true });
  }
  const dist = join(root, 'dist');
  const cache = readdirSync(dist).find((name) => name.endsWith(`-${process.versions.v8}-${process.arch}.cache`));
  expect(cache, `no code cache for this Node in ${packageRoot}/dist: npm run build`).toBeDefined();
  chmodSync(dist, 0o755);
  return { root, dist, bundle: join(dist, 'main.cjs'), cache: join(dist, cache ?? '') };
};

/** Whether the loader of this installation takes the cache. */
const isServed = async ({ root, bundle }: Installed): Promise<string> => {
  const script = 'process.stdout.write(String(require(process.argv[1]).loadBundle(process.argv[2]).cacheServed))';
  const { stdout, stderr } = await run([process.execPath, '-e', script, join(root, 'bin', 'load-bundle.cjs'), bundle]);
  return stdout + stderr;
};

/** As an ordinary user: root is refused by a tree that others can write, whatever its cache (test/e2e/root). */
const answerOf = ({ root }: Installed, argv: readonly string[] = ARGV) =>
  run([...(unprivileged ?? []), process.execPath, join(root, 'bin', 'run.cjs'), ...argv]);

const expectRightWithout = async (installed: Installed): Promise<void> => {
  expect(await isServed(installed)).toBe('false');
  if (unprivileged === null) return; // root who can become nobody else: only the loader can be asked
  expect(await answerOf(installed)).toMatchObject({ status: 6, signal: null, stdout: right });
};

/** Changes bytes of a file in their places; its owner, mode and length stay. */
const rewrite = (file: string, change: (content: Buffer) => void): void => {
  const content = readFileSync(file);
  change(content);
  writeFileSync(file, content);
};

test('the cache that the build made serves, and the program answers the same', async () => {
  const installed = install();
  expect(await isServed(installed)).toBe('true');
  expect(await answerOf(installed)).toMatchObject({ status: 6, stdout: right });
});

describe('a cache that cannot be trusted is not used, and the program answers right without it:', () => {
  test.each<[string, (installed: Installed) => void]>([
    ['truncated', ({ cache }) => truncateSync(cache, readFileSync(cache).length - 1000)],
    ['empty', ({ cache }) => truncateSync(cache, 0)],
    ['longer than it says', ({ cache }) => writeFileSync(cache, 'x', { flag: 'a' })],
    ['of something else', ({ cache }) => rewrite(cache, (content) => content.write('another program 1\n\n', 'latin1'))],
    [
      'of another V8 by its name',
      ({ cache }) => renameSync(cache, cache.replace(process.versions.v8, '99.9.999.9-node.9')),
    ],
    [
      'of another V8 by its own header',
      ({ cache }) =>
        rewrite(cache, (content) => {
          // After our header and the source comes V8's: a magic number, then the hash of its version.
          const sourceLength = content.readUInt32LE('fabric code cache 1\n'.length);
          const data = 'fabric code cache 1\n'.length + 8 + sourceLength;
          content.writeUInt32LE((content.readUInt32LE(data + 4) ^ 0xffffffff) >>> 0, data + 4);
        }),
    ],
    ['writable by the group', ({ cache }) => chmodSync(cache, 0o664)],
    ['writable by others', ({ cache }) => chmodSync(cache, 0o646)],
    ['in a directory that others may write', ({ dist }) => chmodSync(dist, 0o757)],
    ['in a directory that the group may write', ({ dist }) => chmodSync(dist, 0o775)],
    [
      'a link to a sound one',
      ({ cache, root }) => {
        renameSync(cache, join(root, 'sound.cache'));
        symlinkSync('../sound.cache', cache);
      },
    ],
    ['a FIFO', ({ cache }) => plantFifo(cache)],
  ])('%s', async (_, spoil) => {
    const installed = install();
    spoil(installed);
    await expectRightWithout(installed);
  });

  test.skipIf(!isRoot).each<[string, (installed: Installed) => string]>([
    ['the file', ({ cache }) => cache],
    ['its directory', ({ dist }) => dist],
  ])("another user's: %s (needs root)", async (_, what) => {
    const installed = install();
    chownSync(what(installed), 65534, 65534);
    await expectRightWithout(installed);
  });
});

test('a bundle that was edited to the same length is what runs, not its cache', async () => {
  const installed = install();
  const [old, edited] = ['knows about itself. Reads only.', 'KNOWS ABOUT ITSELF. READS ONLY.'];
  const before = await answerOf(installed, ['--help']);
  expect(before.stdout).toContain(old);

  rewrite(installed.bundle, (content) => {
    const place = content.indexOf(old);
    expect(place, `"${old}" in the bundle`).toBeGreaterThan(0);
    content.write(edited, place, 'latin1');
  });

  expect(await isServed(installed)).toBe('false');
  const after = await answerOf(installed, ['--help']);
  expect(after).toMatchObject({ status: 0, stdout: before.stdout.replace(old, edited) });
});

test('without a build the program says how to make one', async () => {
  const root = scratch();
  for (const name of ['bin', 'package.json']) cpSync(join(packageRoot, name), join(root, name), { recursive: true });
  expect(await run([process.execPath, join(root, 'bin', 'run.cjs'), 'hcaperf'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `error: fabric is not built: ${root}/dist/main.cjs is not there\nfix: npm ci && npm run build\n`,
  });
});

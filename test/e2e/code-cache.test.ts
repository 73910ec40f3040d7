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
import fc from 'fast-check';
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
type Installed = {
  readonly root: string;
  readonly dist: string;
  /** A file of dist, its name without `.cjs`, and its cache. */
  readonly name: string;
  readonly file: string;
  readonly cache: string;
};

const install = (name = 'main'): Installed => {
  const root = scratch();
  for (const name of ['bin', 'dist', 'fixtures', 'package.json']) {
    cpSync(join(packageRoot, name), join(root, name), { recursive: true });
  }
  const dist = join(root, 'dist');
  const ofThisNode = new RegExp(`^${name}-[0-9a-f]{16}-[^-]+-node.*-${process.arch}[.]cache$`);
  const cache = readdirSync(dist).find((file) => ofThisNode.test(file));
  expect(cache, `no code cache of ${name} for this Node in ${packageRoot}/dist: npm run build`).toBeDefined();
  chmodSync(dist, 0o755);
  return { root, dist, name, file: join(dist, `${name}.cjs`), cache: join(dist, cache ?? '') };
};

/** The files of dist that the loader of this installation finds no cache for, or takes none of. */
const unserved = async ({ root, dist }: Installed): Promise<readonly string[]> => {
  const names = readdirSync(dist).flatMap((file) => (file.endsWith('.cjs') ? [file.slice(0, -'.cjs'.length)] : []));
  const script = `const { load, files } = require(process.argv[1]).loadBundle(process.argv[2]);
    for (const name of process.argv.slice(3)) load(name);
    const found = [...files].filter(([, { cacheServed }]) => !cacheServed).map(([name]) => name);
    process.stdout.write(JSON.stringify(found.sort()));`;
  const loader = join(root, 'bin', 'load-bundle.cjs');
  const { stdout, stderr } = await run([process.execPath, '-e', script, loader, join(dist, 'main.cjs'), ...names]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as readonly string[];
};

/** As an ordinary user: root is refused by a tree that others can write, whatever its cache (test/e2e/root). */
const answerOf = ({ root }: Installed, argv: readonly string[] = ARGV) =>
  run([...(unprivileged ?? []), process.execPath, join(root, 'bin', 'run.cjs'), ...argv]);

const expectRightWithout = async (installed: Installed): Promise<void> => {
  expect(await unserved(installed)).toContain(installed.name);
  if (unprivileged === null) return; // root who can become nobody else: only the loader can be asked
  expect(await answerOf(installed)).toMatchObject({ status: 6, signal: null, stdout: right });
};

/** Changes bytes of a file in their places; its owner, mode and length stay. */
const rewrite = (file: string, change: (content: Buffer) => void): void => {
  const content = readFileSync(file);
  change(content);
  writeFileSync(file, content);
};

/** 'fabric code cache no. 2\n' and two lengths. */
const OUR_HEADER = 32;

test('the cache of every file that the build made serves, and the program answers the same', async () => {
  const installed = install();
  expect(readdirSync(installed.dist).filter((name) => name.endsWith('.cjs')).length).toBeGreaterThan(10);
  expect(await unserved(installed)).toEqual([]);
  expect(await answerOf(installed)).toMatchObject({ status: 6, stdout: right });
});

describe.each(['main', 'hcaperf'])(
  'a cache of %s that cannot be trusted is not used, and the program answers right without it:',
  (name) => {
    test.each<[string, (installed: Installed) => void]>([
      ['truncated', ({ cache }) => truncateSync(cache, readFileSync(cache).length - 1000)],
      ['empty', ({ cache }) => truncateSync(cache, 0)],
      ['longer than it says', ({ cache }) => writeFileSync(cache, 'x', { flag: 'a' })],
      ['of something else', ({ cache }) => rewrite(cache, (content) => content.write('another program\n', 'latin1'))],
      [
        'of another V8 by its name',
        ({ cache }) => renameSync(cache, cache.replace(process.versions.v8, '99.9.999.9-node.9')),
      ],
      [
        'of another V8 by its own header',
        ({ cache }) =>
          rewrite(cache, (content) => {
            // V8's header begins the data: a magic number, then the hash of its version. The data is there twice.
            const data = OUR_HEADER;
            const copy = data + content.readUInt32LE(OUR_HEADER - 8);
            for (const place of [data, copy])
              content.writeUInt32LE((content.readUInt32LE(place + 4) ^ 0xffffffff) >>> 0, place + 4);
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
      const installed = install(name);
      spoil(installed);
      await expectRightWithout(installed);
    });

    test.skipIf(!isRoot).each<[string, (installed: Installed) => string]>([
      ['the file', ({ cache }) => cache],
      ['its directory', ({ dist }) => dist],
    ])("another user's: %s (needs root)", async (_, what) => {
      const installed = install(name);
      chownSync(what(installed), 65534, 65534);
      await expectRightWithout(installed);
    });
  },
);

/** One fault of a file: a byte at a place gets some of its bits inverted, or the file ends at the place. */
type Damage = { readonly kind: 'flip' | 'cut'; readonly place: number; readonly bits: number };

const damages = fc.record<Damage>({
  kind: fc.constantFrom('flip', 'flip', 'flip', 'cut'),
  // Our header is a small part of a file: every third place lies there.
  place: fc.noBias(fc.oneof(fc.nat(OUR_HEADER - 1), fc.nat(), fc.nat())),
  bits: fc.integer({ min: 1, max: 255 }),
});

const damaged = (sound: Buffer, { kind, place, bits }: Damage): Buffer => {
  const content = Buffer.from(sound);
  const at = place % content.length;
  if (kind === 'cut') return content.subarray(0, at);
  content.writeUInt8(content.readUInt8(at) ^ bits, at);
  return content;
};

test('a cache that is damaged or cut off at any byte is not used, and the program answers right without it', async () => {
  const argv = ['hcaperf', '--json', '--replay', 'bluefield3'];
  const installed = install();
  const caches = readdirSync(installed.dist).filter((name) => name.endsWith('.cache'));
  const sound = new Map(caches.map((name) => [name, readFileSync(join(installed.dist, name))]));
  const files = readdirSync(installed.dist).filter((name) => name.endsWith('.cjs'));
  const answer = (await fabric(argv)).stdout;
  const ofEach = fc.array(damages, { minLength: caches.length, maxLength: caches.length });
  const isSafe = async (chosen: readonly Damage[]): Promise<void> => {
    for (const [i, [name, content]] of [...sound].entries())
      writeFileSync(join(installed.dist, name), damaged(content, chosen[i] as Damage));
    if (unprivileged !== null)
      expect(await answerOf(installed, argv)).toMatchObject({ status: 0, signal: null, stdout: answer, stderr: '' });
    expect(await unserved(installed)).toHaveLength(files.length);
  };
  // The program reads eight damaged caches in each run; the loader is asked for all caches.
  await fc.assert(fc.asyncProperty(ofEach, isSafe), { numRuns: 25, seed: 9, endOnFailure: true });
}, 120_000);

test('a file that was edited to the same length is what runs, not its cache', async () => {
  const installed = install('cli-help');
  const [old, edited] = ['Show the state of an NVIDIA BlueField', 'SHOW THE STATE OF AN NVIDIA BLUEFIELD'];
  const before = await answerOf(installed, ['--help']);
  expect(before.stdout).toContain(old);

  rewrite(installed.file, (content) => {
    const place = content.indexOf(old);
    expect(place, `"${old}" in ${installed.file}`).toBeGreaterThan(0);
    content.write(edited, place, 'latin1');
  });

  expect(await unserved(installed)).toEqual(['cli-help']);
  const after = await answerOf(installed, ['--help']);
  expect(after).toMatchObject({ status: 0, stdout: before.stdout.replace(old, edited) });
});

test('a file of another build is not run', async () => {
  const installed = install('hcaperf');
  rewrite(installed.file, (content) => content.write('0123456789abcdef', '// '.length, 'latin1'));
  const ended = await answerOf(installed);
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('fabric was reinstalled while it was running: hcaperf.cjs changed');
});

test('without a build prints how to build it', async () => {
  const root = scratch();
  for (const name of ['bin', 'package.json']) cpSync(join(packageRoot, name), join(root, name), { recursive: true });
  expect(await run([process.execPath, join(root, 'bin', 'run.cjs'), 'hcaperf'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `error: fabric is not built: ${root}/dist/main.cjs not found\nfix: npm ci && npm run build\n`,
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A text outside of `--root` is in no output, whatever the links inside of it lead to. */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { fabric, fabricCommand, run } from '../fabric.js';
import { canMount, withMounted } from '../machine.js';
import { counterPath, filesBelow, plantLink, plantText, recordedTree, scratch } from '../trees.js';

const PROVIDERS = ['hcaperf', 'devices', 'link', 'sysinfo', 'ovs', 'ptm', 'firmware', 'nvconfig', 'bfperf'];
const FORMATS = ['table', 'json', 'ndjson', 'csv', 'prometheus'];

/** Digits, so that a counter can have it as its value too; nothing else on the machine has them. */
const CANARY = String(BigInt(`0x${randomBytes(7).toString('hex')}`) + 10n ** 16n);

/** A value wherever it is read: a counter, a command line, an os-release, the name of an adapter. */
const CANARY_TEXT = `${CANARY}\nID=${CANARY}\nNAME=${CANARY}\n`;

/** A directory outside, where `canary` is, and for a link to a directory the files and entries that fabric asks for. */
const makeOutside = (): string => {
  const outside = scratch();
  plantText(join(outside, 'canary'), CANARY_TEXT);
  return outside;
};

/** Everything that a run wrote: the answer, the talk, and the recording. */
const outputsOf = async (argv: readonly string[], before: readonly string[] = []): Promise<string> => {
  const recording = join(scratch(), 'recording');
  const recorded = argv.includes('--interval') ? [] : ['--record', recording, '--keep-identities'];
  const { stdout, stderr } = await run([...before, ...fabricCommand([...argv, ...recorded])]);
  const files = existsSync(recording) ? filesBelow(recording).map((file) => readFileSync(file, 'utf8')) : [];
  return [stdout, stderr, ...files].join('\n');
};

/** The providers whose outputs have the canary. */
const tellers = async (root: string, formats: readonly string[], before: readonly string[] = []): Promise<string[]> => {
  const found: string[] = [];
  for (const provider of PROVIDERS) {
    const outputs = await Promise.all(
      formats.map((format) => outputsOf([provider, '--root', root, '--format', format], before)),
    );
    if (outputs.join('').includes(CANARY)) found.push(provider);
  }
  return found;
};

/** In place of every file of the tree a link that `target` names. */
const linkEveryFile = (root: string, target: (path: string) => string): void => {
  plantText(join(root, 'etc/os-release'), 'ID=image\n');
  plantText(join(root, 'proc/cmdline'), 'quiet\n');
  for (const path of filesBelow(root)) plantLink(path, target(path));
};

const timeout = 120_000;

test.each<[string, readonly string[], (root: string, canary: string) => void]>([
  ['an absolute link', FORMATS, (root, canary) => linkEveryFile(root, () => canary)],
  ['a relative link', ['json'], (root, canary) => linkEveryFile(root, (path) => relative(dirname(path), canary))],
  ['a link with too many ..', ['json'], (root, canary) => linkEveryFile(root, () => `${'../'.repeat(40)}${canary}`)],
  [
    'a chain of links',
    ['json'],
    (root, canary) => {
      linkEveryFile(root, (path) => relative(dirname(path), join(root, 'one')));
      symlinkSync('etc/../two', join(root, 'one'));
      symlinkSync(canary, join(root, 'two'));
    },
  ],
  [
    'a link to a directory, in the middle of a path',
    ['json'],
    (root, canary) => {
      plantText(join(root, 'proc/cmdline'), 'quiet\n');
      for (const path of filesBelow(root)) plantText(join(dirname(canary), 'copy', relative(root, path)), CANARY_TEXT);
      for (const directory of new Set(filesBelow(root).map(dirname))) {
        if (!existsSync(directory)) continue;
        plantLink(directory, join(dirname(canary), 'copy', relative(root, directory)));
      }
    },
  ],
  [
    'a link in place of a directory that is listed',
    ['json'],
    (root, canary) => {
      const listed = join(dirname(canary), 'listed');
      mkdirSync(join(listed, `mlx5_${CANARY}`, 'ports/1'), { recursive: true });
      for (const name of readdirSync(join(root, 'sys/class'))) plantLink(join(root, 'sys/class', name), listed);
      plantLink(join(root, 'sys/class/infiniband'), listed);
    },
  ],
])('%s does not lead out', { timeout }, async (_, formats, plant) => {
  const root = await recordedTree('bluefield3');
  plant(root, join(makeOutside(), 'canary'));

  expect(await tellers(root, formats)).toEqual([]);
});

const hasShadow = canMount && existsSync('/etc/shadow');
test.skipIf(!hasShadow)('as root /etc/shadow stays unread (needs root, a mount namespace)', { timeout }, async () => {
  const root = await recordedTree('bluefield3');
  linkEveryFile(root, () => '/etc/shadow');
  const before = withMounted(join(makeOutside(), 'canary'), '/etc/shadow');
  expect((await run([...before, 'cat', '/etc/shadow'])).stdout).toBe(CANARY_TEXT);

  expect(await tellers(root, ['json'], before)).toEqual([]);
});

test.skipIf(!canMount)('a magic link of a procfs is a text (needs root, a mount namespace)', { timeout }, async () => {
  const root = await recordedTree('bluefield3');
  const canary = join(makeOutside(), 'canary');
  linkEveryFile(root, () => `/proc/self/root${canary}`);
  plantLink(join(root, 'etc/os-release'), `../proc/self/root${canary}`);
  rmSync(join(root, 'proc'), { recursive: true });
  mkdirSync(join(root, 'proc'));
  const before = ['unshare', '--mount', '/bin/sh', '-c', 'mount -t proc proc "$1" && shift && exec "$@"', 'sh'];
  const words = [...before, join(root, 'proc')];
  expect((await run([...words, 'cat', join(root, 'etc/os-release')])).stdout, 'the kernel follows it').toBe(
    CANARY_TEXT,
  );

  expect(await tellers(root, ['json'], words)).toEqual([]);
});

test('a path that is exchanged for a link while fabric runs does not lead out', { timeout }, async () => {
  const root = await recordedTree('bluefield3');
  const outside = makeOutside();
  plantText(join(root, 'proc/cmdline'), 'quiet\n');
  const counters = dirname(counterPath(root, 'mlx5_0', 'symbol_error'));
  for (const name of readdirSync(counters)) plantText(join(outside, 'counters', name), CANARY_TEXT);
  for (const name of readdirSync(counters)) writeFileSync(join(outside, 'counters', name), `${CANARY}\n`);
  symlinkSync(join(outside, 'counters'), `${counters}.other`);
  symlinkSync(join(outside, 'canary'), join(root, 'proc/cmdline.other'));
  const flip = join(import.meta.dirname, 'flip.cjs');
  const flipping = spawn(process.execPath, [flip, counters, join(root, 'proc/cmdline')], { stdio: 'inherit' });
  try {
    const outputs: string[] = [];
    for (let i = 0; i < 25; i++) {
      const argvs = [
        ['hcaperf', '--all'],
        ['sysinfo', '--section', 'kernel'],
      ];
      outputs.push(...(await Promise.all(argvs.map((argv) => outputsOf([...argv, '--root', root, '--json'])))));
    }
    expect(flipping.exitCode, 'the paths were exchanged all the time').toBe(null);
    expect(outputs.filter((output) => output.includes(CANARY)).length, 'outputs with the canary').toBe(0);
    expect(
      outputs.some((output) => output.includes('quiet')),
      'the image has its own command line',
    ).toBe(true);
  } finally {
    flipping.kill('SIGKILL');
  }
});

test('the os-release of the image is read where the image links to it', async () => {
  const root = await recordedTree('bluefield3');
  plantText(join(root, 'usr/lib/os-release'), 'ID=image\nNAME=Image\nVERSION_ID=7\n');
  plantLink(join(root, 'etc/os-release'), '/usr/lib/os-release');

  const { stdout } = await fabric(['sysinfo', '--json', '--root', root]);

  expect(JSON.parse(stdout).records.os).toMatchObject({ id: 'image', name: 'Image', version: '7' });
});

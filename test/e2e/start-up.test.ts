// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which files of dist a command loads, asked of the built program: none that only another command needs. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundlePacks } from '../../scripts/bundle.mjs';
import { PROVIDERS } from '../../src/providers.generated.js';
import { packageRoot, run } from './fabric.js';
import { scratch } from './trees.js';

const providers = Object.keys(PROVIDERS);

/** Which source files are in a file of dist. */
let packs: ReadonlyMap<string, { readonly sources: readonly string[] }>;

/** A machine without adapters. */
const root = scratch();

beforeAll(async () => {
  packs = await bundlePacks(packageRoot);
  mkdirSync(join(root, 'sys'), { recursive: true });
});

/** The files of dist, in the order in which they are loaded. */
const loadedBy = async (argv: readonly string[]): Promise<readonly string[]> => {
  const script = `const { writeFileSync } = require('node:fs');
    const { exports, files } = require(process.argv[1]).loadBundle(process.argv[2]);
    exports.main(process.argv.slice(4), process.argv[3]).then(() => writeFileSync(2, '\\0' + [...files.keys()].join()));`;
  const paths = [join(packageRoot, 'bin', 'load-bundle.cjs'), join(packageRoot, 'dist', 'main.cjs'), packageRoot];
  const { stderr } = await run([process.execPath, '-e', script, '--', ...paths, ...argv]);
  return stderr.slice(stderr.indexOf('\0') + 1).split(',');
};

const sourcesOf = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => packs.get(name)?.sources ?? [`no file ${name} of this build`]);

/** The file that resolves paths below --root. */
const INSIDE_ROOT = 'host-inside-root-open-root';

/** In a tree no tool is run: of these there is nothing to show then. */
const ASKS_TOOLS = new Set(['ovs']);

const ofProvider = (name: string): RegExp => new RegExp(`^src/(collectors|commands)/${name}[./]`);

test('--version loads one file, and hcaperf --json what every provider needs, itself and JSON', async () => {
  for (const words of [['--version'], ['-V'], ['version', '--json']]) expect(await loadedBy(words)).toEqual(['main']);
  expect(await loadedBy(['hcaperf', '--json'])).toEqual(['main', 'hcaperf', 'provider', 'render-json']);
});

test('only a run that starts a command loads execa', async () => {
  expect(await loadedBy(['hcaperf', '--json'])).not.toContain('execa');
  expect(await loadedBy(['sysinfo', '--section', 'disks', '--audit', join(scratch(), 'audit.jsonl')])).toContain(
    'execa',
  );
});

describe.each(providers)('%s loads', (name) => {
  test.each([
    ['live', ['--json', '--root', root]],
    ['recorded', ['--replay', 'bluefield3']],
  ])('nothing about another provider: %s', async (_, flags) => {
    const sources = sourcesOf(await loadedBy([name, ...flags]));
    expect(sources.filter((file) => ofProvider(name).test(file)).length).toBeGreaterThan(0);
    const others = providers.filter((other) => other !== name).map(ofProvider);
    expect(sources.filter((file) => others.some((other) => other.test(file)))).toEqual([]);
  });

  test('no decision, recording, table or other rare path when it reads files for a program', async () => {
    const expected = ['main', name, 'provider', 'render-json', 'shared', INSIDE_ROOT];
    const loaded = await loadedBy([name, '--json', '--root', root]);
    expect(loaded.filter((file) => !expected.includes(file))).toEqual([]);
    const rendered = ASKS_TOOLS.has(name) ? expected.filter((file) => file !== 'render-json') : expected;
    expect(loaded).toEqual(expect.arrayContaining(rendered.filter((file) => file !== 'shared')));
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The package has a scoped name, because npm has another `fabric`; the command and the tarball in our messages do not change. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../scratch.js';
import { fabric, packageRoot, run } from './fabric.js';

const readPackage = () =>
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { name: string; version: string };

test('fabric --version prints the name of the command, not of the package', async () => {
  const { name, version } = readPackage();
  const { stdout } = await fabric(['--version']);
  expect(stdout.split(' (')[0]).toBe(`fabric ${version}`);
  expect(name).toMatch(/^@/);
});

test('npm pack writes the tarball that the README and the messages name', async () => {
  // npm creates its cache and its logs in HOME.
  const packing = ['npm', 'pack', '--dry-run', '--json', '--ignore-scripts', packageRoot];
  const { stdout } = await run(packing, { env: { HOME: scratch() } });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  for (const file of ['README.md', 'bin/fabric', 'bin/root-guard.cjs']) {
    const [, start, end] = /\.\/([a-z-]+)\*([^ *]*\.tgz)/.exec(readFileSync(join(packageRoot, file), 'utf8')) ?? [];
    expect.soft(start, file).toBe('fabric-');
    expect.soft(filename, file).toMatch(new RegExp(`^${start}.*${end?.replace('.', '\\.')}$`));
  }
});

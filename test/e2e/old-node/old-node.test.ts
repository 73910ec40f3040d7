// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An old Node prints one sentence and ends with status 4, whichever file of the package a user starts. */

import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot, run } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { install } from '../root/installed.js';
import { makePlace, plant } from '../runner/tools.js';
import { entryPoints, npmScripts, refusalBy } from './entry-points.js';
import { needsOldNodes, oldNodes } from './old-nodes.js';

describe.each(entryPoints)('%s', (name) => {
  const file = join(packageRoot, name);

  test.each(['12.22.9', '18.20.4', '20.9.0', '20.18.3'])('refuses a Node that calls itself %s', async (version) => {
    const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
    const preload = plant(makePlace(), 'versions.cjs', versions);
    const ended = await run([process.execPath, '--require', preload, file, '--check'], {
      cwd: makePlace(),
      limitSeconds: 10,
    });
    expect(ended).toMatchObject(refusalBy(version, process.execPath));
  });

  test('has no syntax that Node 12 lacks', async () => {
    const source = readFileSync(file, 'utf8').replace(/^#!.*/, '');
    const imports = { 'dynamic-import': true }; // Node 12.22 has it, esbuild counts from 13.2
    const { code } = await transform(source, { target: 'node12.22', supported: imports });
    expect(code).toBe((await transform(source, { target: 'esnext' })).code);
  });

  test.skipIf(oldNodes.length === 0)(`is refused by real old Nodes${needsOldNodes}`, async () => {
    for (const { path, version } of oldNodes) {
      const ended = await run([path, file, '--check'], { cwd: makePlace(), limitSeconds: 10 });
      expect(ended, version).toMatchObject(refusalBy(version, path));
    }
  });
});

// Biome, the one program of `npm run fix`, needs no Node.
test.each([...npmScripts.keys()].filter((name) => name !== 'fix'))('npm run %s checks the Node first', (name) => {
  const first = (script: string): string => {
    const [command = ''] = npmScripts.get(script) ?? [];
    return command === 'npm test' ? first('test') : command.startsWith('npm run ') ? first(command.slice(8)) : command;
  };
  const [node, file] = first(name).split(' '); // the rest is for the file
  expect(node).toBe('node');
  expect(entryPoints).toContain(file);
});

describe.skipIf(oldNodes.length === 0)(`bin/fabric with a real old Node${needsOldNodes}`, () => {
  const [old = { path: '', version: '' }] = oldNodes.slice(-1);
  /** As npm of that Node installs it: the Node lies beside the package. */
  let link: string;
  let node: string;

  beforeAll(() => {
    const installed = install();
    link = installed.link;
    node = join(dirname(link), 'node');
    cpSync(old.path, node);
  });

  test.skipIf(!isRoot)('is refused as root', async () => {
    expect(await run([link, '--version'])).toMatchObject(refusalBy(old.version, node));
  });

  test.skipIf(unprivileged === null)('is refused as an ordinary user', async () => {
    const env = { PATH: `${dirname(node)}:/usr/bin:/bin` };
    expect(await run([...(unprivileged ?? []), link, '--version'], { env })).toMatchObject(
      refusalBy(old.version, node),
    );
  });
});

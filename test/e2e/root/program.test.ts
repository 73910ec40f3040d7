// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which programs are run: as root, only those that nobody else can replace. */

import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../src/core/command-answer.js';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { checkTrustedPath } from '../../../src/host/trust/trusted-path.js';
import { isRoot, unprivileged } from '../machine.js';
import { bundleHost, inNode } from '../runner/bundled.js';
import { allow, plant } from '../runner/tools.js';
import { makeFiles, needsNobody, needsRoot, SOMEBODY } from './places.js';

const { directory, given, linkTo, place } = makeFiles();
const marker = join(place, 'marker');
const tool = (dir = directory(), mode = 0o755): string =>
  plant(dir, 'tool', `#!/bin/sh\n(: > ${marker}) 2>/dev/null\necho ran\n`, mode);
/** A script whose interpreter is another script. */
const scriptFor = (interpreter: string): string => plant(directory(), 'script', `#!${interpreter}\n`);

/** DIR is the directory of the program, THAT any other file of the test. */
const UNTRUSTED: readonly (readonly [string, () => string, string])[] = [
  ['writable by its group', () => tool(directory(), 0o775), 'PATH can be written by the group 0'],
  ['writable by everyone', () => tool(directory(), 0o757), 'PATH can be written by everyone'],
  ['of another user', () => given(tool(), SOMEBODY), `PATH belongs to uid ${SOMEBODY}`],
  ['in a directory of another user', () => tool(given(directory(), SOMEBODY)), `DIR belongs to uid ${SOMEBODY}`],
  ['in a group-writable directory', () => tool(directory(0o775)), 'DIR can be written by the group 0'],
  [
    'of another user in a sticky directory',
    () => given(tool(directory(0o1777)), SOMEBODY),
    `PATH belongs to uid ${SOMEBODY}`,
  ],
  [
    "in another user's sticky directory",
    () => tool(given(directory(0o1777), SOMEBODY)),
    `DIR belongs to uid ${SOMEBODY}`,
  ],
  ['by a link in such a directory', () => linkTo(tool(), 'link', directory(0o777)), 'DIR can be written by everyone'],
  ['by a link into such a directory', () => linkTo(tool(directory(0o777))), 'THAT can be written by everyone'],
  [
    'by a link to a link in such a directory',
    () => linkTo(linkTo(tool(), 'link', directory(0o777))),
    'THAT can be written by everyone',
  ],
  [
    'with such an interpreter',
    () => scriptFor(tool(directory(), 0o757)),
    'cannot start PATH: THAT can be written by everyone',
  ],
  [
    'with an interpreter that has such an interpreter',
    () => scriptFor(scriptFor(tool(directory(0o777)))),
    'cannot start PATH: cannot start THAT: THAT can be written by everyone',
  ],
  [
    'with such an interpreter by way of env',
    () => scriptFor(`/usr/bin/env -S A=b ${tool(directory(), 0o757)}`),
    'cannot start PATH: THAT can be written by everyone',
  ],
];

const plain = (detail: string, path: string): string =>
  detail
    .replaceAll(path, 'PATH')
    .replaceAll(`${dirname(path)} `, 'DIR ')
    .replaceAll(new RegExp(`${place}/[^ :]*`, 'g'), 'THAT');

const run = (path: string): Promise<CommandOutcome> => runAllowed(allow(path), { timeoutSeconds: 5, device: null });

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test.each(UNTRUSTED)('one %s is not run', async (_, make, reason) => {
    const path = make();
    const outcome = await run(path);
    expect(outcome.kind).toBe('untrusted');
    expect(plain('detail' in outcome ? outcome.detail : '', path)).toBe(reason);
    expect(existsSync(marker), 'it ran').toBe(false);
  });

  test("one of root's in a sticky directory is run, and a free name there is not safe", async () => {
    const dir = directory(0o1777);
    expect(checkTrustedPath(join(dir, 'tool'), { mustBeExecutable: true })).toEqual({
      trusted: false,
      isMissing: false,
      reason: `${dir} can be written by everyone: others could create tool there`,
    });
    expect(await run(tool(dir))).toMatchObject({ kind: 'ok', stdout: 'ran\n' });
  });

  test('what is no program is missing, and not a matter of trust', () => {
    expect(checkTrustedPath(join(directory(), 'gone'), { mustBeExecutable: true })).toMatchObject({ isMissing: true });
    expect(checkTrustedPath(directory(), { mustBeExecutable: false })).toMatchObject({ isMissing: true });
    expect(checkTrustedPath(tool(directory(), 0o644), { mustBeExecutable: true })).toMatchObject({ isMissing: true });
  });

  test('a file that is no program need not be executable', () => {
    const path = tool(directory(), 0o644);
    expect(checkTrustedPath(path, { mustBeExecutable: false })).toEqual({ trusted: true, realPath: path });
  });

  test('follows links and reports the real path', () => {
    const path = tool();
    const dir = linkTo(dirname(path));
    const byLink = linkTo(`${dir}/../${basename(dirname(path))}//./tool`);
    expect(checkTrustedPath(byLink, { mustBeExecutable: true })).toEqual({ trusted: true, realPath: path });
  });

  test.each(['/bin/sh', '/usr/bin/env', process.execPath])('%s is trusted', (path) => {
    expect(checkTrustedPath(path, { mustBeExecutable: true })).toMatchObject({ trusted: true });
  });
});

describe.skipIf(needsNobody !== '')(`as an ordinary user${needsNobody}`, () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleHost(place);
  });

  test('runs each of them: the user could run it anyway', async () => {
    const harmless = UNTRUSTED.map(([, make]) => make());
    const outcomes = await inNode<readonly CommandOutcome[]>(
      bundle,
      `Promise.all(${JSON.stringify(harmless)}.map((path) =>
        host.runAllowed(allow(path), { timeoutSeconds: 5, device: null })))`,
      { before: unprivileged ?? [] },
    );
    expect(outcomes.map((outcome) => [outcome.kind, 'stdout' in outcome && outcome.stdout])).toEqual(
      UNTRUSTED.map(() => ['ok', 'ran\n']),
    );
  });

  test('one that may be executed but not read is run', async () => {
    const path = join(directory(), 'true');
    copyFileSync('/bin/true', path);
    chmodSync(path, 0o711);
    const outcome = await inNode<CommandOutcome>(
      bundle,
      `host.runAllowed(allow(${JSON.stringify(path)}), { timeoutSeconds: 5, device: null })`,
      { before: unprivileged ?? [] },
    );
    expect(outcome).toMatchObject({ kind: 'ok' });
  });

  test("one of root's alone is not executable", async () => {
    const path = tool(directory(), 0o700);
    const outcome = await inNode<CommandOutcome>(
      bundle,
      `host.runAllowed(allow(${JSON.stringify(path)}), { timeoutSeconds: 5, device: null })`,
      { before: unprivileged ?? [] },
    );
    expect(outcome).toEqual({ kind: 'missing', detail: `${path} is not executable` });
  });
});

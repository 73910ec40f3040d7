// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** On a machine without a kernel, prepare.sh prints one line with the reason, and nothing fails. */

import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, run } from '../../e2e/fabric.js';
import { scratch } from '../../e2e/trees.js';

/** Programs that the scripts need besides apt. */
const ALWAYS = [
  'bash',
  'env',
  'dirname',
  'basename',
  'cat',
  'mkdir',
  'touch',
  'flock',
  'sed',
  'cut',
  'grep',
  'timeout',
  'mktemp',
  'rm',
  'find',
  'cksum',
];

/** Runs a script with these programs, each a line of sh, and an empty cache. */
const prepareWith = async (script: string, programs: Readonly<Record<string, string>>) => {
  const place = scratch();
  const bin = join(place, 'bin');
  const cache = join(place, 'cache');
  mkdirSync(bin);
  mkdirSync(cache);
  for (const name of ALWAYS) symlinkSync(join('/usr/bin', name), join(bin, name));
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const { stdout, stderr, status } = await run([join(packageRoot, 'test/live', script), cache], { env: { PATH: bin } });
  return { stdout, lines: stderr.trimEnd().split('\n'), status, left: readdirSync(cache) };
};

const DEBIAN = {
  uname: 'echo Linux x86_64',
  id: 'echo 0',
  'apt-get': 'exit 0',
  'apt-cache':
    'case "$*" in *linux-image-amd64*) echo "Depends: linux-image-6.1.0-9-amd64 (= 6.1.1-1)";; *) echo Version: 6.1.1-1;; esac',
  'dpkg-deb': 'exit 1',
  'dpkg-query': 'echo install ok installed',
};

describe.each(['boot/prepare.sh', 'bluefield/prepare.sh'])('%s', (script) => {
  test.each<[string, Readonly<Record<string, string>>, string | RegExp]>([
    ['another processor', { ...DEBIAN, uname: 'echo Linux aarch64' }, 'they need Linux on x86_64'],
    ['another distribution', { uname: DEBIAN.uname }, 'they need apt-get, as Debian has it'],
    ['no kernel of that name', { ...DEBIAN, 'apt-cache': 'exit 100' }, 'apt knows no package linux-image-amd64'],
    [
      'not root',
      { ...DEBIAN, id: 'echo 1000', 'dpkg-query': 'exit 1' },
      /^only root can install qemu-system-x86 .* linux-headers-6\.1\.0-9-amd64$/,
    ],
    [
      'no network',
      { ...DEBIAN, 'apt-get': 'case "$*" in *download*) echo "W: odd" >&2; echo "E: no way" >&2; exit 100;; esac' },
      'apt-get could not download linux-image-6.1.0-9-amd64, linux-source-6.1 and busybox-static: E: no way',
    ],
  ])('%s', async (_what, programs, why) => {
    const { stdout, lines, status, left } = await prepareWith(script, programs);
    const last = lines.at(-1)?.replace('the tests on a real kernel are skipped: ', '');
    expect(lines.filter((line) => line.includes('skipped'))).toHaveLength(1);
    expect({ last, stdout, status }).toEqual({
      last: typeof why === 'string' ? why : expect.stringMatching(why),
      stdout: '',
      status: 77,
    });
    expect(left.filter((name) => name !== 'lock')).toEqual([]);
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** When the shipped policy holds: only where the administrator's does not exist. In a mount namespace with its own /etc. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fabricCommand, type Run, run } from '../fabric.js';
import { canMount } from '../machine.js';
import { makePlace } from '../runner/tools.js';

/** A command that the shipped policy allows. */
const COMMAND = ['/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-m', '-c', '--json'];

const namespace =
  'mount -t overlay overlay -o "lowerdir=$1:/etc" /etc && mount -t tmpfs tmpfs /var/log && shift && exec "$@"';

/** Asks the program about the command on a machine whose /etc also has what `fill` makes there. */
const testCommand = (fill: (etc: string) => void): Promise<Run> => {
  const etc = join(makePlace(), 'etc');
  mkdirSync(etc);
  fill(etc);
  const argv = fabricCommand(['policy', 'test', '--', ...COMMAND]);
  return run(['unshare', '--mount', 'sh', '-c', namespace, 'sh', etc, ...argv]);
};

const inDirectory =
  (fill: (directory: string) => void) =>
  (etc: string): void => {
    mkdirSync(join(etc, 'fabric'));
    fill(join(etc, 'fabric'));
  };
const policyIn = (directory: string): void => writeFileSync(join(directory, 'policy.ini'), '[commands]\n/bin/true\n');

describe.skipIf(!canMount)('the policy of a machine (needs root and unshare)', () => {
  test.each<[string, (etc: string) => void, number, string]>([
    ['no /etc/fabric', () => undefined, 0, 'policy/default.ini:'],
    ['an empty /etc/fabric', inDirectory(() => undefined), 0, 'policy/default.ini:'],
    ['a policy of its own', inDirectory(policyIn), 3, 'deny   no rule allows this command'],
    [
      'a link to a directory with a policy',
      (etc) => {
        symlinkSync('site', join(etc, 'fabric'));
        mkdirSync(join(etc, 'site'));
        policyIn(join(etc, 'site'));
      },
      3,
      'deny   no rule allows this command',
    ],
    [
      'a link to a directory without one',
      (etc) => {
        symlinkSync('site', join(etc, 'fabric'));
        mkdirSync(join(etc, 'site'));
      },
      0,
      'policy/default.ini:',
    ],
    [
      'a dangling /etc/fabric',
      (etc) => symlinkSync('/etc/fabric-gone/site', join(etc, 'fabric')),
      3,
      '/etc/fabric is a symbolic link to /etc/fabric-gone/site, but /etc/fabric-gone not found',
    ],
    [
      'a dangling policy.ini',
      inDirectory((directory) => symlinkSync('/etc/fabric-gone.ini', join(directory, 'policy.ini'))),
      3,
      '/etc/fabric/policy.ini is a symbolic link',
    ],
    [
      'a file in place of /etc/fabric',
      (etc) => writeFileSync(join(etc, 'fabric'), ''),
      3,
      'cannot read /etc/fabric/policy.ini (ENOTDIR)',
    ],
  ])('with %s', async (_, fill, status, reason) => {
    const ended = await testCommand(fill);
    expect(ended.stdout + ended.stderr).toContain(reason);
    expect(ended.status).toBe(status);
  });
});

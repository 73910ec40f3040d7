// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The Open vSwitch of the tests itself: it does what the tests below rely on, and leaves nothing behind. */

import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { expectNoneLeft, processesIn } from '../processes.js';
import { makePlace } from '../runner/tools.js';
import { canRunOpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';

const script = join(dirname(fileURLToPath(import.meta.url)), 'open-vswitch.sh');
const daemonsIn = (place: string): readonly string[] =>
  processesIn(place)
    .map(({ words }) => /^(ovsdb-server|ovs-vswitchd) /.exec(words)?.[1] ?? '')
    .filter((name) => name !== '')
    .sort();

describe.skipIf(!canRunOpenVswitch)(`an Open vSwitch of the test's${skipped}`, () => {
  test('is up soon, has its own socket, and is gone when it is stopped', async () => {
    const from = performance.now();
    const ovs = await startOpenVswitch();
    // A fifth of a second; it is more where much else runs.
    expect((performance.now() - from) / 1000).toBeLessThan(5);
    expect((await ovs.tool('ovs-vsctl', 'list-br')).trim().split('\n').sort()).toEqual(['br-lag', 'ovsbr1', 'ovsbr2']);
    expect(daemonsIn(ovs.place)).toEqual(['ovs-vswitchd', 'ovsdb-server']);
    await ovs.stop();
    await expectNoneLeft(ovs.place);
  });

  test('is gone when whoever started it was killed, even a daemon that was held', async () => {
    const place = makePlace();
    const start = `require('node:child_process').spawn(${JSON.stringify(script)}, ['run', ${JSON.stringify(place)}],
      { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });`;
    const options = { stdin: 'ignore', stderr: 'inherit', buffer: false, reject: false } as const;
    const test = execa(process.execPath, ['-e', start], options);
    await once(test.stdout, 'data');
    expect(daemonsIn(place)).toEqual(['ovs-vswitchd', 'ovsdb-server']);
    for (const { pid, words } of processesIn(place)) {
      if (words.startsWith('ovsdb-server')) process.kill(pid, 'SIGSTOP');
    }
    test.kill('SIGKILL');
    await expectNoneLeft(place);
  });

  test('two of them do not see each other', async () => {
    const [one, other] = await Promise.all([startOpenVswitch(), startOpenVswitch({ layout: 'none' })]);
    expect(await other.tool('ovs-vsctl', 'list-br')).toBe('');
    expect(await one.tool('ovs-vsctl', 'list-br')).not.toBe('');
  });
});

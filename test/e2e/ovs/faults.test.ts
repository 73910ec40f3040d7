// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Open vSwitch that died, hangs, or lets nobody in: what is said, with which status, and how soon. */

import { unlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unprivileged } from '../machine.js';
import { expectNoneLeft } from '../processes.js';
import { readAnswer } from './answers.js';
import { canRunOpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';

const STALE = 'warning: ovs-vswitchd does not answer; states and statistics are stale\n';
/** The tools end themselves after 5 s. */
const SOON = 7;

describe.skipIf(!canRunOpenVswitch)(`Open vSwitch${skipped}`, () => {
  test.each([
    ['was killed', 'SIGKILL'],
    ['was stopped', 'SIGTERM'],
  ] as const)('whose ovs-vswitchd %s: what the database has is shown, and said to be old', async (_how, signal) => {
    const ovs = await startOpenVswitch();
    const before = readAnswer(await ovs.fabric('ovs', '--json'));
    expect(before.switch['alive']).toBe(true);
    await ovs.end('ovs-vswitchd', signal);
    const ended = await ovs.fabric('ovs', '--json');
    const after = readAnswer(ended);
    expect(ended.status).toBe(6);
    expect(ended.stderr).toContain(STALE);
    expect(after.switch['alive']).toBe(false);
    expect([...after.interfaces.keys()]).toEqual([...before.interfaces.keys()]);
    expect(after.interfaces.get('pf0hpf')).toEqual(before.interfaces.get('pf0hpf'));
    for (const field of ['uptime_seconds', 'flows', 'offloaded_flows', 'lookups_hit', 'lookups_missed', 'hit_ratio']) {
      expect(after.switch[field], field).toBeNull();
    }
    const metrics = await ovs.fabric('ovs', '--format', 'prometheus');
    expect(metrics.stdout).toMatch(/^fabric_ovs_switch_alive 0$/m);
    expect(metrics.stdout).not.toContain('fabric_ovs_switch_flows');
  });

  test('whose ovs-vswitchd is held: the same, within its time', async () => {
    const ovs = await startOpenVswitch();
    ovs.signal('ovs-vswitchd', 'SIGSTOP');
    const [ended, hurried] = await Promise.all([
      ovs.fabric('ovs', '--json'),
      ovs.fabric('ovs', '--json', '--deadline', '2s'),
    ]);
    // Nobody knows after less than the time that it is given.
    expect(readAnswer(hurried).switch['alive']).toBeNull();
    // How long it has been running, the kernel tells all the same.
    expect(Number(readAnswer(hurried).switch['uptime_seconds'])).toBeGreaterThan(0);
    expect(hurried.stderr).toContain('ovs-vswitchd cannot be queried; states and statistics may be stale');
    expect(hurried.status).toBe(6);
    expect({ status: ended.status, stderr: ended.stderr }).toEqual({
      status: 6,
      stderr: expect.stringContaining(STALE),
    });
    expect(readAnswer(ended).switch['alive']).toBe(false);
    expect(readAnswer(ended).interfaces.size).toBeGreaterThan(10);
    expect(ended.seconds).toBeLessThan(SOON);
  });

  test('whose ovsdb-server is held: an error in time, sooner with a deadline, and nothing waits on', async () => {
    const ovs = await startOpenVswitch({ layout: 'none' });
    ovs.signal('ovsdb-server', 'SIGSTOP');
    const [ended, hurried] = await Promise.all([ovs.fabric('ovs'), ovs.fabric('ovs', '--deadline', '2s')]);
    expect(ended).toMatchObject({
      stdout: '',
      status: 4,
      stderr: expect.stringMatching(/^error: ovsdb-server does not answer/),
    });
    expect(ended.seconds).toBeLessThan(SOON);
    expect(hurried).toMatchObject({
      stdout: '',
      status: 4,
      stderr: expect.stringMatching(/^error: ovsdb-server does not answer/),
    });
    expect(hurried.stderr).toMatch(/ovs-vsctl gave up after (1\.\d|2) s$/m);
    expect(hurried.seconds).toBeLessThan(4);
    await ovs.stop();
    await expectNoneLeft(ovs.place);
  });

  test('that is not running: no socket, or a socket without a listener', async () => {
    const ovs = await startOpenVswitch({ layout: 'none' });
    ovs.signal('ovsdb-server', 'SIGKILL');
    const stale = await ovs.fabric('ovs');
    expect(stale).toMatchObject({ stdout: '', status: 4 });
    expect(stale.stderr).toMatch(
      /^error: \/run\/openvswitch\/db\.sock: connection refused.*\nfix: systemctl start openvswitch-switch/,
    );
    unlinkSync(join(ovs.rundir, 'db.sock'));
    const none = await ovs.fabric('ovs');
    expect(none).toMatchObject({ stdout: '', status: 4 });
    expect(none.stderr).toMatch(
      /^error: \/run\/openvswitch\/db\.sock: no such socket.*\nfix: systemctl start openvswitch-switch/,
    );
    expect(none.seconds).toBeLessThan(2);
  });

  test('whose database was never initialised: that is what it is afterwards too', async () => {
    const ovs = await startOpenVswitch({ layout: 'none' });
    await ovs.end('ovs-vswitchd', 'SIGTERM'); // it would write a row
    const socket = `unix:${join(ovs.rundir, 'db.sock')}`;
    const all = { op: 'delete', table: 'Open_vSwitch', where: [] };
    await ovs.tool('ovsdb-client', 'transact', socket, JSON.stringify(['Open_vSwitch', all]));
    const answer = await ovs.fabric('ovs', '--json');
    expect(answer.status).toBe(6); // nobody is alive
    expect(answer.seconds).toBeLessThan(2);
    expect(JSON.parse(answer.stdout).records).toMatchObject({ switch: { ovs_version: null }, bridges: [] });
    const rows = await ovs.tool(
      'ovsdb-client',
      '--format=json',
      'dump',
      socket,
      'Open_vSwitch',
      'Open_vSwitch',
      '_uuid',
    );
    expect(JSON.parse(rows).data).toEqual([]);
  });

  test('whose socket is held by something else: what is no OVSDB is no answer', async () => {
    const ovs = await startOpenVswitch({ layout: 'none' });
    ovs.signal('ovsdb-server', 'SIGKILL');
    const socket = join(ovs.rundir, 'db.sock');
    unlinkSync(socket);
    const server = createServer((client) => client.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const ended = await ovs.fabric('ovs');
    server.close();
    expect({ stdout: ended.stdout, status: ended.status }).toEqual({ stdout: '', status: 4 });
    expect(ended.stderr).toMatch(/^error: /);
    expect(ended.seconds).toBeLessThan(SOON);
  });

  test('that lets a user not in: permission, and both ways out', async () => {
    const ovs = await startOpenVswitch({ layout: 'none' });
    const ended = await ovs.fabricAs(unprivileged ?? [], 'ovs');
    expect(ended).toMatchObject({
      stdout: '',
      stderr:
        'error: /run/openvswitch/db.sock: permission denied\n' +
        'fix: sudo fabric ovs    or read-only access for a group: fabric help ovs-access\n',
      status: 4,
    });
  });
});

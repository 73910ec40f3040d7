// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Who may read through the shipped unit, and that nobody may change anything. */

import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric, run } from '../fabric.js';
import { readAnswer, reasonsOf } from './answers.js';
import { canRunOpenVswitch, inPlace, type OpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';
import { member, outsider, startReplica, unitPath } from './replica.js';

const COPY = 'unix:/run/fabric-ovsdb/db.sock';
const analyze = '/usr/bin/systemd-analyze';
const hasVerify = existsSync(analyze);

describe.skipIf(!canRunOpenVswitch)(`the read-only copy of the database${skipped}`, () => {
  let ovs: OpenVswitch;
  beforeAll(async () => {
    ovs = await startOpenVswitch();
    await startReplica(ovs);
  });
  const as = (become: readonly string[], ...words: readonly string[]) =>
    run([...inPlace(ovs.place), ...become, ...words]);
  const client = (...words: readonly string[]) => as(member, 'ovsdb-client', '--timeout=5', ...words);
  const vsctl = (...words: readonly string[]) => ['ovs-vsctl', '--timeout=5', `--db=${COPY}`, ...words];

  test('a member of the group reads everything, as it is now', async () => {
    await ovs.tool('ovs-vsctl', 'add-port', 'ovsbr1', 'added', '--', 'set', 'Bridge', 'ovsbr1', 'external_ids:seen=1');
    const ports = await as(member, ...vsctl('list-ports', 'ovsbr1'));
    expect(ports.stdout.trim().split('\n')).toContain('added');
    const tables = ['Open_vSwitch', 'Bridge', 'Port', 'Interface', 'Controller', 'Manager', 'Mirror', 'QoS', 'Queue'];
    for (const table of tables) {
      const list = ['--format=json', 'list', table];
      const [copied, original] = await Promise.all([
        as(member, ...vsctl(...list)),
        as([], 'ovs-vsctl', '--timeout=5', ...list),
      ]);
      const rowsOf = (json: string): readonly string[] => {
        const { data, headings } = JSON.parse(json) as { data: unknown[][]; headings: string[] };
        return [...data.map((row) => JSON.stringify(row)), headings.join()].sort();
      };
      expect(rowsOf(copied.stdout).length).toBeGreaterThan(1);
      // What changes from second to second differs between two questions.
      if (!['Controller', 'Interface', 'Manager'].includes(table)) {
        expect(rowsOf(copied.stdout)).toEqual(rowsOf(original.stdout));
      }
    }
  });

  test('who is not of the group is refused', async () => {
    const { status, stderr } = await as(outsider, ...vsctl('list-br'));
    expect(status).toBe(1);
    expect(stderr).toBe(`ovs-vsctl: ${COPY}: database connection failed (Permission denied)\n`);
    const original = await as(member, 'ovs-vsctl', '--timeout=5', 'list-br');
    expect(original.stderr).toContain('(Permission denied)');
  });

  test.each([
    ['a bridge', vsctl('--no-wait', 'del-br', 'ovsbr1'), 'in read only mode'],
    ['a setting', vsctl('--no-wait', 'set', 'Interface', 'p0', 'mtu_request=68'), 'in read only mode'],
  ])('a member of the group cannot change %s', async (_what, words, message) => {
    const before = await ovs.tool('ovs-vsctl', 'list-br');
    const { status, stderr } = await as(member, ...words);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
    expect(await ovs.tool('ovs-vsctl', 'list-br')).toBe(before);
  });

  test('no member changes what the copy has for columns, nor who may connect', async () => {
    const schema = JSON.parse((await client('get-schema', COPY, 'Open_vSwitch')).stdout) as { version: string };
    const path = join(ovs.place, 'other.ovsschema');
    writeFileSync(path, JSON.stringify({ ...schema, version: '99.0.0' }));
    expect((await client('convert', COPY, path)).stderr).toContain('only the root role may convert');
    expect((await client('get-schema-version', COPY, 'Open_vSwitch')).stdout.trim()).toBe(schema.version);
    const grab = ['Access', { op: 'update', table: 'Remote', where: [], row: { role: '' } }];
    expect((await client('transact', COPY, JSON.stringify(grab))).stdout).toContain('in read only mode');
  });

  test('fabric reads it by itself for a member: all that root sees of the database, and what it cannot know is null', async () => {
    const [root, user] = await Promise.all([ovs.fabric('ovs', '--json'), ovs.fabricAs(member, 'ovs', '--json')]);
    expect([root.status, user.status]).toEqual([0, 6]);
    const [all, some] = [readAnswer(root), readAnswer(user)];
    expect([...some.interfaces.keys()]).toEqual([...all.interfaces.keys()]);
    expect(some.interfaces.get('pf0hpf')).toEqual(all.interfaces.get('pf0hpf'));
    for (const type of ['bridges', 'ports', 'tunnels', 'mirrors', 'qos_ports', 'managers']) {
      expect(some.records[type], type).toEqual(all.records[type]);
    }
    expect(some.switch).toMatchObject({ ovs_version: '3.1.0', hw_offload: true, alive: null, flows: null });
    expect(reasonsOf(some, 'alive')).toEqual([expect.stringMatching(/^permission ovs-vswitchd cannot be queried/)]);
    const { stdout } = await ovs.fabricAs(member, 'ovs', '--format', 'prometheus');
    expect(stdout).not.toContain('fabric_ovs_switch_alive');
    expect(stdout).toMatch(/^fabric_ovs_interface_rx_bytes_total\{.*interface="pf0hpf".*\} 318$/m);
  });

  test('fabric shows a user outside the group how to get access', async () => {
    expect(await ovs.fabricAs(outsider, 'ovs')).toMatchObject({
      stdout: '',
      stderr:
        'error: /run/fabric-ovsdb/db.sock: permission denied\n' +
        'fix: sudo fabric ovs    or read-only access for a group: fabric help ovs-access\n',
      status: 4,
    });
  });

  test('the copy has no other socket that accepts commands', () => {
    const socketsIn = (directory: string): readonly string[] =>
      readdirSync(join(ovs.place, 'run', directory), { withFileTypes: true })
        .filter((entry) => entry.isSocket())
        .map(({ name }) => name.replace(/\d+/, 'PID'));
    expect(socketsIn('fabric-ovsdb')).toEqual(['db.sock']);
    const daemons = socketsIn('openvswitch').filter((name) => name.endsWith('.PID.ctl'));
    expect(daemons.sort()).toEqual(['ovs-vswitchd.PID.ctl', 'ovsdb-server.PID.ctl']); // those of the original
  });
});

describe.skipIf(!canRunOpenVswitch)(`a broken copy${skipped}`, () => {
  const FIX = 'fix: systemctl status fabric-ovsdb    (the read-only copy; see fabric help ovs-access)\n';

  test('has no rows before it reached its original: that is no empty switch', async () => {
    const ovs = await startOpenVswitch();
    await startReplica(ovs, { isCutOff: true });
    const ended = await ovs.fabricAs(member, 'ovs');
    const stderr = `error: /run/fabric-ovsdb/db.sock: the read-only copy is empty\n${FIX}`;
    expect(ended).toMatchObject({ stdout: '', stderr, status: 4 });
  });

  test('hangs, or is gone', async () => {
    const ovs = await startOpenVswitch();
    const copy = await startReplica(ovs);
    copy.kill('SIGSTOP');
    const held = await ovs.fabricAs(member, 'ovs');
    const stderr = `error: /run/fabric-ovsdb/db.sock: the read-only copy does not answer\n${FIX}`;
    expect(held).toMatchObject({ stdout: '', stderr, status: 4 });
    expect(held.seconds).toBeLessThan(7);
    copy.kill('SIGKILL');
    await once(copy, 'exit');
    const gone = await ovs.fabricAs(member, 'ovs');
    expect(gone.stderr).toBe(
      `error: /run/fabric-ovsdb/db.sock: the read-only copy is not running (connection refused)\n${FIX}`,
    );
  });
});

test.skipIf(!hasVerify)('systemd understands the unit', () => {
  const { exitCode, stderr } = execaSync(analyze, ['verify', unitPath], { reject: false });
  // Of a machine without Open vSwitch it would say that a program is missing.
  expect({ exitCode, stderr }).toEqual(canRunOpenVswitch ? { exitCode: 0, stderr: '' } : expect.anything());
});

test('help explains how to set it up, with the path of the installed unit', async () => {
  const { stdout, status } = await fabric(['help', 'ovs-access']);
  expect(status).toBe(0);
  expect(stdout).toContain(`\n      ${unitPath} \\\n`);
  expect(Math.max(...stdout.split('\n').map((line) => line.replace(unitPath, '').length))).toBeLessThanOrEqual(80);
  expect((await fabric(['help', 'ovs-acess'])).stderr).toBe(
    'error: no command "ovs-acess"; did you mean ovs-access?\n',
  );
  expect((await fabric(['help', 'toString'])).status).toBe(2);
});

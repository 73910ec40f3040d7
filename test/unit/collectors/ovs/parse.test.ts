// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is said of a switch: right, or null with a reason. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bridgeOf, type Columns, failed, map, ok, printed, set, switchHost, understood, uuid } from './small-switch.js';

const ofInterface = async (columns: Columns, stderr = '') => {
  const { records, findings } = await understood(
    switchHost(ok(printed(bridgeOf([{ name: 'p0', type: '', ...columns }])), stderr)),
  );
  const record = records.interfaces.find((one) => one.interface === 'p0');
  return { record, findings: findings.filter(({ type, where }) => type === 'interfaces' && where === 'br0/p0/p0') };
};

test.each([
  [{ link_state: 'up', admin_state: 'up', ofport: 1 }, 'up'],
  [{ link_state: 'down', admin_state: 'up', ofport: 1 }, 'down'],
  [{ link_state: 'up', admin_state: 'down', ofport: 1 }, 'down'],
  [{ link_state: 'up', ofport: -1 }, 'error'],
  [{ link_state: 'up', error: 'no such device', ofport: 1 }, 'error'],
  [{ admin_state: 'up', ofport: 1 }, null],
  [{ link_state: 'sideways', ofport: 1 }, null],
])('of %j the state is %s', async (columns, state) => {
  expect((await ofInterface(columns)).record?.state).toBe(state);
});

test('an invalid type is null, and so is what would follow from it', async () => {
  const { record, findings } = await ofInterface({ type: 7, ofport: 1 });
  expect(record).toMatchObject({ type: null, kind: null });
  expect(findings.filter(({ code }) => code === 'parse').map(({ field }) => field)).toEqual(['type', 'kind']);
});

test('counters are exact past 2^53; one that the device does not have is null and not -1', async () => {
  const statistics = map({
    rx_bytes: '#9223372036854775807',
    tx_bytes: '#9007199254740993',
    rx_dropped: -1,
    tx_dropped: -7,
    rx_q0_good: 3,
  });
  const { record, findings } = await ofInterface({ statistics });
  expect(record).toMatchObject({
    rx_bytes: 9223372036854775807n,
    tx_bytes: 9007199254740993n,
    extra: { rx_q0_good: 3n },
  });
  expect(record).toMatchObject({ rx_dropped: null, tx_dropped: null, rx_packets: null });
  expect(findings.map(({ field, code }) => [field, code])).toEqual(
    expect.arrayContaining([
      ['rx_dropped', 'not_supported'],
      ['tx_dropped', 'parse'],
    ]),
  );
  expect(findings.map(({ field }) => field)).not.toContain('rx_packets');
});

test('a counter that is called as another field is has a name of its own, and takes the place of no field', async () => {
  const statistics = map({ state: 7, statistics_state: 8, constructor: 9, neg: -1 });
  const { record } = await ofInterface({ link_state: 'up', ofport: 1, statistics });
  expect(record).toMatchObject({ state: 'up' });
  expect({ ...record?.extra }).toEqual({
    statistics_state_: 7n,
    statistics_state: 8n,
    statistics_constructor: 9n,
    neg: null,
  });
});

test('what the database does not have is null with a reason, and not the default that ovs-vsctl prints', async () => {
  const rows = bridgeOf([{ name: 'p0', error: set() }], {
    Open_vSwitch: [{ dpdk_initialized: false, ovs_version: '3.1.0' }],
  });
  const lacking = [
    '2026-01-02T03:04:05Z|00001|ovsdb_idl|WARN|Open_vSwitch table in Open_vSwitch database lacks dpdk_initialized column (database needs upgrade?)',
    '2026-01-02T03:04:05Z|00002|ovsdb_idl|WARN|Interface table in Open_vSwitch database lacks error column (database needs upgrade?)',
    '2026-01-02T03:04:05Z|00003|ovsdb_idl|WARN|Open_vSwitch database lacks Mirror table (database needs upgrade?)',
  ].join('\n');
  const { records, findings } = await understood(switchHost(ok(printed(rows), lacking)));
  expect(records.switch).toMatchObject({ dpdk_initialized: null, doca_initialized: null, ovs_version: '3.1.0' });
  const why = (detail: string) =>
    findings.filter((one) => one.detail === detail).map(({ type, where, field }) => [type, where, field]);
  expect(new Set(why('unknown to this database'))).toEqual(
    new Set([
      ['switch', '', 'dpdk_initialized'],
      ['interfaces', '', 'error'],
      ['mirrors', '', 'mirror'],
    ]),
  );
  expect(why('unknown to this ovs-vsctl')).toContainEqual(['switch', '', 'doca_initialized']);
});

test('reports a database without a row of the switch', async () => {
  const { records, findings } = await understood(switchHost(ok(printed({}))));
  expect(records.switch).toBeNull();
  expect(findings).toEqual([expect.objectContaining({ type: 'switch', code: 'absent' })]);
});

const DEAD = 'ovs-vswitchd does not answer; states and statistics are stale';
const GONE = 'ovs-appctl: cannot read pidfile "/var/run/openvswitch/ovs-vswitchd.pid"';

test.each([
  ['its process is gone', failed(`${GONE} (No such process)\n`), false, 'unreadable', DEAD],
  [
    'it was never there',
    failed(`2026|00001|daemon_unix|WARN|x\n${GONE} (No such file or directory)\n`),
    false,
    'unreadable',
    DEAD,
  ],
  [
    'its socket is dead',
    failed('ovs-appctl: cannot connect to "/run/openvswitch/ovs-vswitchd.7.ctl" (Connection refused)\n'),
    false,
    'unreadable',
    DEAD,
  ],
  [
    'it hangs',
    { kind: 'signalled', signal: 'SIGALRM', stdout: '', stderr: '', durationSeconds: 5 } as const,
    false,
    'timeout',
    DEAD,
  ],
  [
    'it is ended long after its time',
    { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 6 } as const,
    false,
    'timeout',
    DEAD,
  ],
  [
    'the deadline is shorter than its time',
    { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 2 } as const,
    null,
    'timeout',
    expect.stringContaining('may be stale (ovs-appctl: no answer within 2 s, stopped)'),
  ],
  [
    'nobody lets us ask',
    failed(`${GONE} (Permission denied)\n`),
    null,
    'permission',
    expect.stringContaining('may be stale (permission denied)'),
  ],
  ['another program answers', ok('hello\n'), null, 'parse', 'ovs-appctl version'],
])('where %s keeps the rows and calls them stale', async (_what, version, alive, code, detail) => {
  const host = switchHost(ok(printed(bridgeOf([{ name: 'p0', type: '', link_state: 'up', ofport: 1 }]))), { version });
  const { records, findings } = await understood(host);
  expect(records.switch?.alive).toBe(alive);
  expect(records.interfaces[1]).toMatchObject({ interface: 'p0', state: 'up' });
  const told = findings.filter((one) => one.type === 'switch' && one.code === code);
  expect(told).toContainEqual(expect.objectContaining({ detail }));
  if (version.kind !== 'ok') expect(records.switch).toMatchObject({ flows: null, lookups_hit: null, hit_ratio: null });
});

test('one warning reports the dead daemon, however many bonds there are, also with --flows', async () => {
  const bond = (name: string) => ({ name, interfaces: set(uuid('if-p0'), uuid('if-p1')) });
  const rows = bridgeOf([{ name: 'p0' }, { name: 'p1' }]);
  const ports = rows.Port?.map((port, i) => (i < 2 ? { ...port, ...bond(String(port['name'])) } : port)) ?? [];
  const { findings } = await understood(
    switchHost(ok(printed({ ...rows, Port: ports })), { version: failed(`${GONE} (No such process)`) }),
    true,
  );
  expect(findings).toContainEqual(expect.objectContaining({ type: 'flows', detail: 'no answer from ovs-vswitchd' }));
  expect(findings.find(({ fix }) => fix !== undefined)).toMatchObject({ fix: 'systemctl status ovs-vswitchd' });
  const warnings = findings.filter(
    ({ code, severity }) => severity !== 'note' && ['unreadable', 'timeout', 'parse'].includes(code),
  );
  expect(new Set(warnings.map(({ detail, where, type }) => `${type} ${where} ${detail}`)).size).toBe(1);
});

test('a secret reaches no record, no problem and no remark; the number of a network is none', async () => {
  const secret = 'correct horse "battery"';
  const tunnel = {
    name: 'vx0',
    type: 'vxlan',
    options: map({ psk: secret, key: '100', remote_ip: '192.0.2.2' }),
    external_ids: map({ 'tenant-token': 'hunter2hunter2', other_password: '(a|b)*', api_key: 'ed' }),
    error: `vx0: bad value ${secret} and hunter2hunter2 (a|b)*`,
    ofport: -1,
  };
  const flows = failed(`ovs-appctl: ${secret} is strange`, 2);
  const parsed = await understood(switchHost(ok(printed(bridgeOf([tunnel]))), { 'upcall/show': flows }));
  expect(parsed.records.tunnels).toMatchObject([{ key: '100', has_psk: true }]);
  expect(parsed.remarks).toEqual(['vx0: bad value <redacted> and <redacted> <redacted>']);
  const all = JSON.stringify(parsed, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
  for (const word of ['correct horse', 'battery', 'hunter2']) expect(all).not.toContain(word);
});

test('bridges and ports stand in natural order, uplinks first, whatever order the database has', async () => {
  const names = ['vxlan10', 'pf0vf10', 'p1', 'en3f0pf0sf0', 'pf0hpf', 'tap0', 'pf0vf2', 'p0', 'en3f0pf0sf12'];
  const rows = bridgeOf(names.map((name) => ({ name, type: name.startsWith('vx') ? 'vxlan' : '' })));
  const { records } = await understood(switchHost(ok(printed(rows))));
  expect(records.interfaces.map((one) => one.interface)).toEqual([
    'br0',
    'p0',
    'p1',
    'pf0hpf',
    'pf0vf2',
    'pf0vf10',
    'en3f0pf0sf0',
    'en3f0pf0sf12',
    'vxlan10',
    'tap0',
  ]);
});

test.each([
  [{ name: 'p0', driver: 'veth' }, 'other', null],
  [{ name: 'enp3s0f0np0', driver: 'mlx5_core' }, 'uplink', null],
  [{ name: 'enp3s0f0npf0vf3', driver: 'mlx5e_rep' }, 'host_vf', 'pf0vf3'],
  [{ name: 'pf1', driver: 'mlx5_core' }, 'host_pf', 'pf1'],
  [{ name: 'en3f1pf1sf7', driver: 'mlx5e_rep' }, 'sf', 'pf1sf7'],
  [{ name: 'eth0', driver: 'mlx5_core' }, 'other', null],
])('%j is %s', async ({ name, driver }, kind, fn) => {
  const { record } = await ofInterface({ name, status: map({ driver_name: driver }) });
  const { records } = await understood(
    switchHost(ok(printed(bridgeOf([{ name, type: '', status: map({ driver_name: driver }) }])))),
  );
  expect(record ?? records.interfaces[1]).toMatchObject({ kind, function: fn });
});

test('the datapath_kind is that of the datapaths, not of what was initialised', async () => {
  const datapath_kind = async (types: readonly string[], columns: Columns) => {
    const bridges = types.map((datapath_type, i) => ({ name: `br${i}`, datapath_type, ports: set() }));
    const rows = { Open_vSwitch: [columns], Bridge: bridges };
    return (await understood(switchHost(ok(printed(rows))))).records.switch?.datapath_kind;
  };
  expect(await datapath_kind([''], { dpdk_initialized: true })).toBe('kernel');
  expect(await datapath_kind(['netdev'], { dpdk_initialized: true, doca_initialized: true })).toBe('doca');
  expect(await datapath_kind(['netdev'], { dpdk_initialized: true })).toBe('dpdk');
  expect(await datapath_kind(['netdev'], { dpdk_initialized: false })).toBe('netdev');
  expect(await datapath_kind(['netdev'], { ovs_version: '2.5.0' })).toBeNull();
  expect(await datapath_kind(['netdev', 'system'], { dpdk_initialized: false })).toBe('mixed');
  expect(await datapath_kind([], { dpdk_initialized: false })).toBeNull();
});

test.each([
  ['true', true],
  ['True', true],
  ['false', false],
  ['yes', false],
  [undefined, false],
])('hw-offload set to %s is what the daemon takes it for', async (value, expected) => {
  const other_config = map(value === undefined ? {} : { 'hw-offload': value });
  const { records } = await understood(switchHost(ok(printed({ Open_vSwitch: [{ other_config }] }))));
  expect(records.switch?.hw_offload).toBe(expected);
});

test('a hit ratio is 1 only where no packet was missed', async () => {
  const ratioOf = async (lookups: string) => {
    const told = ok(`system@ovs-system:\n  lookups: ${lookups} lost:0\n  flows: 1\n`);
    return (await understood(switchHost(ok(printed(bridgeOf([]))), { 'dpctl/show': told }))).records.switch?.hit_ratio;
  };
  expect(await ratioOf('hit:90 missed:10')).toBe(0.9);
  expect(await ratioOf('hit:900000000000 missed:1')).toBe(0.999999);
  expect(await ratioOf('hit:9 missed:0')).toBe(1);
  expect(await ratioOf('hit:0 missed:0')).toBeNull();
});

test('another process that has the number of a dead daemon is not taken for it', async () => {
  const host = switchHost(ok(printed(bridgeOf([]))));
  expect((await understood(host)).records.switch?.uptime_seconds).toBe(120.5);
  const other = {
    ...host,
    readFiles: async (...asked: Parameters<typeof host.readFiles>) =>
      new Map(
        [...(await host.readFiles(...asked))].map(([path, told]) => [
          path,
          told.kind === 'text' ? { ...told, text: told.text.replace('(ovs-vswitchd)', '(bash)') } : told,
        ]),
      ),
  };
  expect((await understood(other)).records.switch?.uptime_seconds).toBeNull();
});

const TRUTH = bridgeOf(
  [
    {
      name: 'p0',
      type: '',
      link_state: 'up',
      admin_state: 'up',
      ofport: 1,
      mtu: 1500,
      statistics: map({ rx_bytes: 7, tx_bytes: 8 }),
    },
    { name: 'vx0', type: 'vxlan', ofport: 2, options: map({ key: '5', remote_ip: '192.0.2.9' }) },
  ],
  { Manager: [{ target: 'ptcp:6640', is_connected: true }] },
);

test('of an output that lost, doubled or cut lines every value is right, and the rest is reported missing', async () => {
  const text = printed(TRUTH);
  const lines = text.split('\n');
  const truth = (await understood(switchHost(ok(text)))).records;
  const line = fc.nat(lines.length - 2);
  const spoilt = fc.oneof(
    line.map((i) => lines.filter((_, at) => at !== i).join('\n')),
    line.map((i) => lines.flatMap((one, at) => (at === i ? [one, one] : [one])).join('\n')),
    fc.nat(text.length - 2).map((end) => text.slice(0, end)),
  );
  await fc.assert(
    fc.asyncProperty(spoilt, async (answer) => {
      const { records, findings } = await understood(switchHost(ok(answer)));
      for (const one of records.interfaces) expect(truth.interfaces).toContainEqual(one);
      const isComplete = records.interfaces.length === truth.interfaces.length && records.managers.length === 1;
      expect(isComplete || findings.some(({ code }) => code === 'parse')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('any bytes between those of an answer never make it throw', async () => {
  const text = printed(TRUTH);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.string({ maxLength: 3 }), async (at, odd) => {
      await understood(switchHost(ok(text.slice(0, at) + odd + text.slice(at), odd)));
    }),
    { numRuns: 200 },
  );
});

test('a table is taken for the one that it is, or for none', async () => {
  const rows = { ...TRUTH, Controller: [{ target: 'tcp:192.0.2.1:6653', is_connected: false }] };
  const lines = printed(rows).trimEnd().split('\n');
  const read = async (answer: readonly string[]) => understood(switchHost(ok(`${answer.join('\n')}\n`)));
  // Controllers and managers have the same columns: only their place tells them apart.
  const doubled = await read(lines.flatMap((one, i) => (i === 4 ? [one, one] : [one])));
  expect(doubled.records.managers).toEqual([]);
  expect(doubled.findings).toContainEqual(expect.objectContaining({ type: 'managers', code: 'parse' }));
  // As many as were asked for, and yet not those.
  const moved = await read([...lines.slice(1), '{"data":[],"headings":["_uuid"]}']);
  expect(moved.records.bridges).toEqual([]);
  expect(moved.findings).toContainEqual(expect.objectContaining({ type: 'bridges', code: 'parse' }));
});

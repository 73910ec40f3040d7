// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SNAPSHOT, VERSION } from '../../src/collectors/ovs/commands.js';
import { failureOfSnapshot } from '../../src/collectors/ovs/failure.js';
import { livenessOf, versionIn } from '../../src/collectors/ovs/liveness.js';
import { parseMap, parseSet, parseTable } from '../../src/collectors/ovs/ovsdb.js';
import { parseBondShow, parseLacpShow } from '../../src/collectors/ovs/parse-bond-text.js';
import { parseFlowCounts, parseLookups } from '../../src/collectors/ovs/parse-datapath-text.js';
import { parseFlowDump } from '../../src/collectors/ovs/parse-flow-text.js';
import { parseSnapshot } from '../../src/collectors/ovs/snapshot.js';
import type { Invocation } from '../../src/core/invocation.js';
import { writeJson } from '../../src/core/json.js';
import type { ToolAnswer } from '../../src/core/tool/run-tool.js';
import { ended } from '../unit/collectors/tool-answers.js';
import { type Capture, testCaptures } from './capture.js';

/** The two kinds of switch with complete captures. */
const both = (...names: readonly string[]) => names.flatMap((name) => [`dummy/${name}`, `netdev/${name}`]);

/** Captures with the same output and the same expected result. */
const outputs = (files: readonly string[], own: string, expected: unknown): readonly Capture<unknown>[] =>
  files.map((file) => ({ file, own, expected }));

// Tables: number of rows and columns; every cell must be a value.

const sizeOf = (line: string): string | null => {
  const table = parseTable(line);
  const isComplete = table?.rows.every((row) => row.every((cell) => (parseMap(cell) ?? parseSet(cell)) !== null));
  return isComplete === true ? `${table?.rows.length}x${table?.columns.size}` : null;
};

const CELLS = [
  ['uuid', '0d6c2f10-7a51-4c1e-9c55-3d1f0a9b8e77'],
  ['set', []],
  ['map', [['rx_bytes', 9223372036854775807n]]],
  'tab\there "and" שלום ☃',
  -1,
  [
    'set',
    [
      ['uuid', 'a'],
      ['uuid', 'b'],
    ],
  ],
  true,
  ['map', [[7, ['uuid', 'q']]]],
];

/** Tables of these sizes. */
const tables = (sizes: readonly string[]): string =>
  sizes
    .map((size) => {
      const [rows = 0, columns = 0] = size.split('x').map(Number);
      const cells = (row: number) => Array.from({ length: columns }, (_, i) => CELLS[(row + i) % CELLS.length] ?? null);
      const data = Array.from({ length: rows }, (_, row) => cells(row));
      return `${writeJson({ data, headings: Array.from({ length: columns }, (_, i) => `column${i}`) })}\n`;
    })
    .join('');

const ofSizes = (sizes: string, ...files: readonly string[]) =>
  outputs(files, tables(sizes.split(' ')), sizes.split(' '));

const TABLES: readonly Capture<unknown>[] = [
  ...ofSizes('1x18', ...both('list-json-Open_vSwitch.out')),
  ...ofSizes('3x23', ...both('list-json-Bridge.out')),
  ...ofSizes('20x23', ...both('list-json-Port.out')),
  ...ofSizes('21x36', ...both('list-json-Interface.out')),
  ...ofSizes('3x18', ...both('list-json-Controller.out')),
  ...ofSizes('1x9', ...both('list-json-Manager.out')),
  ...ofSizes('1x11', ...both('list-json-Mirror.out')),
  ...ofSizes('1x5', ...both('list-json-QoS.out'), 'edge/edge-list-QoS.out'),
  ...ofSizes('2x4', ...both('list-json-Queue.out')),
  ...ofSizes('0x6', ...both('list-json-SSL.out')),
  ...ofSizes('0x9', ...both('list-json-IPFIX.out')),
  ...ofSizes('1x7', ...both('list-json-sFlow.out')),
  ...ofSizes('0x7', ...both('list-json-Flow_Table.out', 'list-json-NetFlow.out')),
  ...ofSizes('0x4', ...both('list-json-AutoAttach.out')),
  ...ofSizes('0x3', ...both('list-json-CT_Timeout_Policy.out', 'list-json-CT_Zone.out')),
  ...ofSizes('0x5', ...both('list-json-Datapath.out', 'list-json-Flow_Sample_Collector_Set.out')),
  ...ofSizes('0x5', 'oldschema/list-table-missing.out'),
  ...ofSizes('1x36', ...both('list-json-if-exists-Interface.out')),
  ...ofSizes('2x36', ...both('list-json-rows-Interface.out'), 'edge/edge-list-Interface.out'),
  ...ofSizes('21x16', ...both('iface-columns.out')),
  ...ofSizes(
    '21x4',
    ...both('iface-columns-databare.out', 'iface-columns-datajson.out', 'iface-columns-datastring.out'),
  ),
  ...ofSizes('1x2', 'dummy/find-down-json.out', 'dummy/find-error-json.out', ...both('find-vxlan-key.out')),
  ...ofSizes('1x2', 'oldschema/list-col-missing.out'),
  ...ofSizes('4x2', 'netdev/find-down-json.out'),
  ...ofSizes('3x2', 'netdev/find-error-json.out'),
  ...ofSizes('0x1', ...both('find-none-json.out')),
  ...ofSizes('3x3 20x5 21x3', ...both('multi-list-json.out')),
  ...ofSizes('21x3', ...both('ovsdb-client-dump-if.out')),
  ...ofSizes(
    '0x4 3x23 0x3 0x3 3x18 0x5 0x5 0x7 0x9 21x36 1x9 1x11 0x7 1x18 20x23 1x5 2x4 0x6 1x7',
    ...both('ovsdb-client-dump-json.out'),
  ),
  // A table of the schema: its cells are types, not values.
  ...outputs(
    both('ovsdb-client-list-columns-json.out'),
    '{"data":[["name",{"key":"string","min":0}]],"headings":["Column","Type"]}\n',
    [null],
  ),
  ...ofSizes('19x1', ...both('ovsdb-client-list-tables.out')),
  ...ofSizes('3x3', ...both('ovsdb-client-monitor-2s.out')),
  ...ofSizes('1x18', 'edge/edge-list-Controller.out', 'edge/edge-list-Open_vSwitch.out'),
  ...ofSizes('1x18', 'edge/empty-list-Open_vSwitch.out', 'oldschema/list-Open_vSwitch.out'),
  ...ofSizes('1x23', 'edge/edge-list-Bridge.out'),
  ...ofSizes('2x23', 'edge/edge-list-Port.out'),
  ...ofSizes('0x23', 'edge/empty-list-Bridge.out', 'edge/empty-list-Port.out'),
  ...ofSizes('0x36', 'edge/empty-list-Interface.out'),
  ...ofSizes('3x1', 'errors/abbrev-option.out', 'errors/short-opts.out'),
  ...ofSizes('1x3', 'errors/deadvs-stale-state.out'),
  ...ofSizes('2x2', 'oldschema/list-iface-error.out'),
  ...ofSizes('1x18 3x23 20x23 21x36 3x18 1x9 1x11 1x5 2x4', 'netdev/snapshot.out'),
];

// Output of the daemon.

const LOOKUPS = (hit: bigint, missed: bigint) =>
  `netdev@ovs-netdev:\n  lookups: hit:${hit} missed:${missed} lost:0\n  flows: 2\n  port 0: ovs-netdev (tap)\n    RX packets:0 errors:? dropped:? overruns:? frame:?\n`;
const UPCALLS = (keys: number, offloaded: string) =>
  `netdev@ovs-netdev:\n  flows         : (current ${keys}) (avg 1) (max 25) (limit 10000)\n${offloaded}  dump duration : 1ms\n  ufid enabled : true\n\n  6: (keys ${keys})\n`;

const BOND =
  '---- bond0 ----\nbond_mode: balance-tcp\nlacp_status: configured\nactive member mac: 00:00:00:00:00:00(none)\n\nmember p2: disabled\n  may_enable: false\n\nmember p3: disabled\n  may_enable: false\n';
const NOT_ENABLED = { enabled: false, mayEnable: false };
const BOND_TOLD = new Map([
  [
    'bond0',
    {
      lacpStatus: 'configured',
      activeMember: null,
      members: new Map([
        ['p2', NOT_ENABLED],
        ['p3', NOT_ENABLED],
      ]),
    },
  ],
]);

const ACTOR = 'activity timeout aggregation collecting distributing defaulted';
const lacpMember = (name: string) =>
  `\nmember: ${name}: defaulted detached\n  port_id: 2\n  actor state: ${ACTOR}\n  partner state:\n`;
const LACP_MEMBER = { state: 'defaulted detached', actorState: ACTOR, partnerState: null };
const LACP_TOLD = new Map([
  [
    'bond0',
    new Map([
      ['p2', LACP_MEMBER],
      ['p3', LACP_MEMBER],
    ]),
  ],
]);

/** Number of flows of each kind. */
const flowSummary = (text: string) => {
  const { flows, notUnderstood } = parseFlowDump(text);
  const kinds = flows.map((one) => `${one.thread} ${one.datapath ?? '-'} ${one.offloaded}`);
  return {
    notUnderstood,
    kinds: Object.fromEntries([...new Set(kinds)].map((k) => [k, kinds.filter((one) => one === k).length])),
  };
};
const flows = (count: number, datapath: string) =>
  `flow-dump from the main thread:\n${'in_port(4),eth_type(0x86dd),ipv6(dst=ff02::2), packets:1, bytes:70, used:0.011s, ACTIONS'.replace('ACTIONS', `${datapath}actions:7,push_vlan(vid=1,pcp=0),5\n`).repeat(count)}`;
const flowsTold = (count: number, datapath: string) => ({
  notUnderstood: 0,
  kinds: count === 0 ? {} : { [`main ${datapath} no`]: count },
});

const DAEMON: readonly Capture<unknown>[] = [
  ...outputs(both('appctl-version.out'), 'ovs-vswitchd (Open vSwitch) 3.1.0\n', '3.1.0'),
  ...outputs(['dummy/appctl-dpctl_show.out', 'dummy/appctl-dpctl_show-s.out'], LOOKUPS(8n, 2n), {
    hit: 8n,
    missed: 2n,
    lost: 0n,
  }),
  ...outputs(['netdev/appctl-dpctl_show.out', 'netdev/appctl-dpctl_show-s.out'], LOOKUPS(25n, 31n), {
    hit: 25n,
    missed: 31n,
    lost: 0n,
  }),
  ...outputs(['dummy/appctl-upcall_show.out'], UPCALLS(2, ''), { flows: 2, offloaded: null }),
  ...outputs(['netdev/appctl-upcall_show.out'], UPCALLS(14, '  offloaded flows : 0\n'), { flows: 14, offloaded: 0 }),
  ...outputs(both('appctl-bond_show.out', 'appctl-bond_show-bond0.out'), BOND, BOND_TOLD),
  ...outputs(
    both('appctl-lacp_show.out'),
    `---- bond0 ----\n  status: active\n${lacpMember('p2')}${lacpMember('p3')}`,
    LACP_TOLD,
  ),
  ...['m', 'names-m', 'all-m'].flatMap((kind) => [
    ...outputs([`dummy/appctl-dpctl_dump-flows-${kind}.out`], flows(2, 'dp:ovs, '), flowsTold(2, 'ovs')),
    ...outputs([`netdev/appctl-dpctl_dump-flows-${kind}.out`], flows(14, 'dp:ovs, '), flowsTold(14, 'ovs')),
  ]),
  ...['', '-ovs'].flatMap((kind) => [
    ...outputs([`dummy/appctl-dpctl_dump-flows${kind}.out`], flows(2, ''), flowsTold(2, '-')),
    ...outputs([`netdev/appctl-dpctl_dump-flows${kind}.out`], flows(14, ''), flowsTold(14, '-')),
  ]),
  ...outputs(
    both(...['m-offloaded', 'offloaded', 'tc', 'dpdk', 'badtype'].map((kind) => `appctl-dpctl_dump-flows-${kind}.out`)),
    '',
    flowsTold(0, ''),
  ),
];

const ofDaemon = (text: string, file: string): unknown => {
  if (file.includes('version')) return versionIn(answered(VERSION, ended.ok(text)));
  if (file.includes('dpctl_show')) return parseLookups(text);
  if (file.includes('upcall')) return parseFlowCounts(text);
  if (file.includes('bond_show')) return parseBondShow(text);
  return file.includes('lacp') ? parseLacpShow(text) : flowSummary(text);
};

// Errors of runs without an answer.

const answered = (invocation: Invocation, answer: ToolAnswer['answer']): ToolAnswer => ({
  where: '',
  invocation,
  argv: [],
  answer,
  missing: [],
});
const failedWith = (stderr: string): ToolAnswer['answer'] => ({
  kind: 'failed',
  status: 1,
  stdout: '',
  stderr,
  durationSeconds: 0,
});

const connectionError = (why: string) =>
  `ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (${why})\n`;
const daemonError = (why: string) =>
  `2026-11-22T06:37:43Z|00001|daemon_unix|WARN|/run/openvswitch/ovs-vswitchd.pid: open: x\novs-appctl: cannot read pidfile "/run/openvswitch/ovs-vswitchd.pid" (${why})\n`;
const lacks = (...what: readonly string[]) =>
  what.map((one, i) => `2026-11-22T06:48:31Z|0000${i + 1}|ovsdb_idl|WARN|${one} (database needs upgrade?)\n`).join('');

const ERRORS: readonly Capture<unknown>[] = [
  ...outputs(
    ['noserver-show-notimeout', 'noserver-show-timeout5'].map((name) => `errors/${name}.err`),
    connectionError('No such file or directory'),
    expect.stringMatching(/db\.sock: no such socket; ovsdb-server is not running$/),
  ),
  ...outputs(
    ['noserver-tcp-refused', 'stale-socket-show'].map((name) => `errors/${name}.err`),
    connectionError('Connection refused'),
    expect.stringMatching(/: connection refused; ovsdb-server is not running$/),
  ),
  ...outputs(
    ['errors/noserver-tcp-blackhole.err'],
    connectionError(''),
    expect.stringMatching(/: connection failed; /),
  ),
  ...outputs(
    ['perm-nobody-show', 'perm-group-rx', 'perm-dir-nox'].map((name) => `errors/${name}.err`),
    connectionError('Permission denied'),
    expect.stringMatching(/db\.sock: permission denied$/),
  ),
  ...outputs(['errors/noserver-appctl.err'], daemonError('No such file or directory'), false),
  ...outputs(['errors/deadvs-appctl.err'], daemonError('No such process'), false),
  ...outputs(
    ['perm-nobody-appctl', 'perm-dir-nox-appctl'].map((n) => `errors/${n}.err`),
    daemonError('Permission denied'),
    null,
  ),
  ...outputs(
    ['oldschema/list-Open_vSwitch.err'],
    lacks(
      'Open_vSwitch database lacks Datapath table',
      ...['datapath_types', 'datapaths', 'dpdk_initialized', 'dpdk_version', 'iface_types'].map(
        (column) => `Open_vSwitch table in Open_vSwitch database lacks ${column} column`,
      ),
    ),
    ['datapath_types', 'datapaths', 'dpdk_initialized', 'dpdk_version', 'iface_types'],
  ),
  ...outputs(
    ['oldschema/list-col-missing.err'],
    lacks('Open_vSwitch table in Open_vSwitch database lacks dpdk_initialized column'),
    ['dpdk_initialized'],
  ),
  ...outputs(
    ['oldschema/get-missing.err', 'oldschema/get-if-exists-missing.err'],
    lacks('Open_vSwitch table in Open_vSwitch database lacks dpdk_version column'),
    ['dpdk_version'],
  ),
];

/** Columns that the database lacks, according to the errors of ovs-vsctl. */
const lackingIn = (stderr: string): readonly string[] => {
  const columns = ['datapath_types', 'datapaths', 'db_version', 'dpdk_initialized', 'dpdk_version', 'iface_types'];
  const table = writeJson({ data: [columns.map(() => false)], headings: columns });
  const stdout = `${table}\n${'{"data":[],"headings":[]}\n'.repeat(8)}`;
  const [row] =
    parseSnapshot(answered(SNAPSHOT, { ...failedWith(stderr), kind: 'ok', stdout } as ToolAnswer['answer']))
      .Open_vSwitch.value ?? [];
  return columns.filter((column) => row?.cell(column).value !== false);
};

const ofError = (text: string, file: string): unknown => {
  if (file.startsWith('oldschema')) return lackingIn(text);
  return file.includes('appctl')
    ? livenessOf(answered(VERSION, failedWith(text))).alive
    : (failureOfSnapshot(answered(SNAPSHOT, failedWith(text)))?.message ?? null);
};

describe('tables', () =>
  testCaptures(
    TABLES,
    (text) => text.trimEnd().split('\n').map(sizeOf),
    () => false,
  ));
describe('the daemon', () => testCaptures(DAEMON, ofDaemon, () => false));
describe('errors', () => testCaptures(ERRORS, ofError, () => false));

const directory = process.env['FABRIC_CAPTURES'] ?? '';

// Defined only when the files exist, so that no test is skipped elsewhere.
if (existsSync(join(directory, 'netdev', 'snapshot.out')))
  test('takes no output of other commands for a table or a count', () => {
    const listed = new Set([...TABLES, ...DAEMON, ...ERRORS].map(({ file }) => file));
    const others = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(out|err)$/.test(file) && !listed.has(file),
    );
    const taken = others.filter((file) => {
      const text = readFileSync(join(directory, file), 'utf8');
      return parseTable(text) !== null || parseLookups(text) !== null || parseFlowCounts(text) !== null;
    });
    expect(others.length).toBeGreaterThan(300);
    // The same table over several lines is still JSON.
    expect(taken.sort()).toEqual(['dummy/iface-pretty.out', 'edge/edge-json-pretty.out', 'netdev/iface-pretty.out']);
  });

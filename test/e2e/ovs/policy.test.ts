// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the shipped policy lets nobody do to a switch through fabric, in the words that Open vSwitch would take. */

import { expect, test } from 'vitest';
import { fabric } from '../fabric.js';

const VSCTL = '/usr/bin/ovs-vsctl';
const APPCTL = '/usr/bin/ovs-appctl';
const READS = ['--no-syslog', '--no-wait', '--dry-run'];
const TIMED = [VSCTL, ...READS, '--timeout=5'];
const TABLES = ['Open_vSwitch', 'Bridge', 'Port', 'Interface', 'Controller', 'Manager', 'Mirror', 'QoS', 'Queue'];
const LISTS = ['--format=json', ...TABLES.flatMap((table) => ['--', 'list', table])];
const SNAPSHOT = [...TIMED, ...LISTS];

const askPolicy = (argv: readonly string[]) => fabric(['policy', 'test', '--', ...argv]);

test.each([
  ['the snapshot', SNAPSHOT],
  ['the copy', [...TIMED, '--db=unix:/run/fabric-ovsdb/db.sock', ...LISTS]],
  ['life', [APPCTL, '--timeout=5', 'version']],
])('allowed: %s', async (_what, argv) => {
  expect((await askPolicy(argv)).status).toBe(0);
});

test.each([
  ['a verb chained to the snapshot', [...SNAPSHOT, '--', 'del-br', 'ovsbr1']],
  ['a verb in the middle of it', [...TIMED, LISTS[0] ?? '', '--', 'del-br', 'ovsbr1', ...LISTS.slice(1)]],
  ['a snapshot that may write', [VSCTL, '--no-syslog', '--timeout=5', ...LISTS]],
  ['a verb within a word', [...SNAPSHOT.slice(0, -1), 'Queue -- del-br ovsbr1']],
  ['a shorter snapshot', SNAPSHOT.slice(0, -3)],
  ['a log file', [VSCTL, '--log-file=/etc/x', ...SNAPSHOT.slice(1)]],
  ['a log file in the place of a word', [VSCTL, '--log-file=/etc/x', ...SNAPSHOT.slice(2)]],
  ['a log file of appctl', [APPCTL, '--timeout=5', '--log-file=/etc/x', 'version']],
  [
    'options in fewer letters',
    [VSCTL, '--no-sys', '--no-wait', '--dry', '--timeo=5', '--form=json', ...LISTS.slice(1)],
  ],
  ['a table in fewer letters', [...SNAPSHOT.slice(0, -1), 'queu']],
  ['another database', [VSCTL, '--db=tcp:192.0.2.1:6640', ...SNAPSHOT.slice(1)]],
  ['another copy', [...TIMED, '--db=unix:/tmp/db.sock', ...LISTS]],
  ['a climbing path', [...TIMED, '--db=unix:/run/fabric-ovsdb/../x', ...LISTS]],
  ['a certificate that is written', [VSCTL, '--bootstrap-ca-cert=/etc/x', ...SNAPSHOT.slice(1)]],
  ['no time limit', [VSCTL, ...READS, ...LISTS]],
  ['a write', [...TIMED, 'del-br', 'ovsbr1']],
  ['another daemon', [APPCTL, '--timeout=5', '-t', '/tmp/x.ctl', 'version']],
  ['the end of the switch', [APPCTL, '--timeout=5', 'exit']],
  ['a log level', [APPCTL, '--timeout=5', 'vlog/set', 'dbg']],
  ['flows away', [APPCTL, '--timeout=5', 'dpctl/del-flows']],
  ['a flow', ['/usr/bin/ovs-ofctl', 'add-flow', 'ovsbr1', 'actions=drop']],
  ['the tool of another place', ['/tmp/ovs-vsctl', ...SNAPSHOT.slice(1)]],
])('denied: %s', async (_what, argv) => {
  expect((await askPolicy(argv)).status).toBe(3);
});

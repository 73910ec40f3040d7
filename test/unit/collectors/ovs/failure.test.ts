// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** When the database gives nothing: one error, and the next thing to do. */

import { expect, test } from 'vitest';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import { bridgeOf, failed, ok, printed, switchHost, understood } from './small-switch.js';

const refused = (why: string) =>
  failed(`ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (${why})\n`);
const signalled = (signal: string): CommandAnswer => ({
  kind: 'signalled',
  signal,
  stdout: '',
  stderr: '',
  durationSeconds: 5,
});

test.each([
  [
    refused('Permission denied'),
    'permission',
    '/run/openvswitch/db.sock: permission denied',
    /^sudo fabric ovs .*fabric help ovs-access$/,
  ],
  [
    refused('No such file or directory'),
    'tool_failed',
    '/run/openvswitch/db.sock: no such socket; ovsdb-server is not running',
    /^systemctl start/,
  ],
  [
    refused('Connection refused'),
    'tool_failed',
    '/run/openvswitch/db.sock: connection refused; ovsdb-server is not running',
    /^systemctl start/,
  ],
  [
    refused(''),
    'tool_failed',
    '/run/openvswitch/db.sock: connection failed; ovsdb-server is not running',
    /^systemctl start/,
  ],
  [
    signalled('SIGALRM'),
    'tool_failed',
    'ovsdb-server does not answer: ovs-vsctl gave up after 5 s',
    /^systemctl status/,
  ],
  [
    { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 2.004 },
    'tool_failed',
    'ovsdb-server does not answer: ovs-vsctl gave up after 2 s',
    /^systemctl status/,
  ],
  [
    { kind: 'missing', detail: '/usr/bin/ovs-vsctl not found' },
    'tool_missing',
    'ovs needs ovs-vsctl; it is not in /usr/bin',
    /^apt install openvswitch-switch/,
  ],
  [
    { kind: 'denied', by: 'policy', detail: 'no rule', nearest: null },
    'denied',
    'policy denies ovs-vsctl (not run)',
    /^fabric policy explain ovs/,
  ],
] as const satisfies readonly (readonly [CommandAnswer, string, string, RegExp])[])(
  '%j',
  async (snapshot, code, message, fix) => {
    const error = await understood(switchHost(snapshot)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message, fix: expect.stringMatching(fix) });
  },
);

test('shows the tables before the cut of an output that was too long, and warns about the cut', async () => {
  const whole = printed(bridgeOf([{ name: 'p0', type: '' }], { Manager: [{ target: 'ptcp:6640' }] }));
  const stdout = whole.slice(0, whole.indexOf('ptcp'));
  const cut: CommandAnswer = {
    kind: 'truncated',
    stream: 'stdout',
    limitBytes: 4096,
    stdout,
    stderr: '',
    durationSeconds: 1,
  };
  const { records, findings } = await understood(switchHost(cut));
  expect(records.interfaces).toHaveLength(2);
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'unreadable', detail: 'ovs-vsctl: stopped after 4096 bytes on stdout' }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ type: 'managers', code: 'parse' }));
});

test('queries flows only with --flows, and reports when they are missing', async () => {
  const snapshot = ok(printed(bridgeOf([])));
  const asking = (answer: CommandAnswer, wants: boolean) =>
    understood(switchHost(snapshot, { 'dpctl/dump-flows': answer }), wants);
  const line = 'in_port(2), packets:1, bytes:60, used:0.1s, dp:ovs, actions:drop\n';
  expect((await asking(ok(line), false)).records.flows).toEqual([]);
  expect((await asking(ok(line), true)).records.flows).toHaveLength(1);
  const { findings } = await asking(failed('ovs-vswitchd: multiple datapaths, specify one\n', 2), true);
  expect(findings).toContainEqual(expect.objectContaining({ type: 'flows', code: 'unreadable' }));
});

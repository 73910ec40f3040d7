// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the daemon says in words. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBondShow, parseLacpShow } from '../../../../src/collectors/ovs/parse-bond-text.js';
import { parseFlowCounts, parseLookups } from '../../../../src/collectors/ovs/parse-datapath-text.js';
import { parseFlowDump } from '../../../../src/collectors/ovs/parse-flow-text.js';

const LOOKUPS = 'system@ovs-system:\n  lookups: hit:90 missed:10 lost:1\n  flows: 4\n  port 0: ovs-system (internal)\n';

test('lookups are the sum of all datapaths, null when one of them has none', () => {
  const other = LOOKUPS.replaceAll('system', 'netdev').replace('hit:90', 'hit:18446744073709551615');
  expect(parseLookups(LOOKUPS)).toEqual({ hit: 90n, missed: 10n, lost: 1n });
  expect(parseLookups(LOOKUPS + other)?.hit).toBe(18446744073709551705n);
  expect(parseLookups(`${LOOKUPS}netdev@ovs-netdev:\n  flows: 2\n`)).toBeNull();
  expect(parseLookups('')).toBeNull();
});

const UPCALLS =
  'system@ovs-system:\n  flows         : (current 17) (avg 9) (max 40) (limit 1000)\n  offloaded flows : 11\n  dump duration : 1ms\n\n  6: (keys 9)\n  7: (keys 8)\n';

test('flows are those that all threads keep; a datapath may not count what it offloaded', () => {
  expect(parseFlowCounts(UPCALLS)).toEqual({ flows: 17, offloaded: 11 });
  expect(parseFlowCounts(UPCALLS.replace(/.*offloaded.*\n/, ''))).toEqual({ flows: 17, offloaded: null });
  const other = UPCALLS.replaceAll('system', 'netdev');
  expect(parseFlowCounts(UPCALLS + other)).toEqual({ flows: 34, offloaded: 22 });
  expect(parseFlowCounts(UPCALLS + other.replace(/.*offloaded.*\n/, ''))).toEqual({ flows: 34, offloaded: null });
  expect(parseFlowCounts(UPCALLS.replace(': 11', ': many'))).toBeNull();
  expect(parseFlowCounts(UPCALLS.replace(/ {2}\d: .*\n/g, ''))).toBeNull();
});

/** The words of releases since 2.14, and before. */
const bondText = (member: string) =>
  `---- b 0 ----\nbond_mode: active-backup\nlacp_status: off\n\n${member} p 0: enabled\n  active ${member}\n  may_enable: true\n\n${member} p1: disabled\n  may_enable: false\n\n---- b1 ----\nlacp_status: configured\n`;

test.each(['member', 'slave'])('the members of a bond, each called %s', (word) => {
  const bonds = parseBondShow(bondText(word));
  expect(bonds.get('b 0')).toEqual({
    lacpStatus: 'off',
    activeMember: 'p 0',
    members: new Map([
      ['p 0', { enabled: true, mayEnable: true }],
      ['p1', { enabled: false, mayEnable: false }],
    ]),
  });
  expect(bonds.get('b1')).toEqual({ lacpStatus: 'configured', activeMember: null, members: new Map() });
});

test('LACP of each member; a silent partner is null', () => {
  const text =
    '---- b0 ----\n  status: active negotiated\n\nmember: p0: current attached\n  port_id: 1\n  actor state: activity synchronized\n  partner state: activity\n\nslave: p1: defaulted detached\n  actor state: activity\n  partner state:\n';
  expect(parseLacpShow(text).get('b0')).toEqual(
    new Map([
      ['p0', { state: 'current attached', actorState: 'activity synchronized', partnerState: 'activity' }],
      ['p1', { state: 'defaulted detached', actorState: 'activity', partnerState: null }],
    ]),
  );
});

const FLOW =
  'ufid:11111111-2222-4333-8444-555555555555, in_port(p0),eth_type(0x0800),ipv4(dst=10.0.0.0/8,frag=no), packets:9007199254740993, bytes:7, used:0.250s, flags:SFPR., offloaded:yes, dp:tc, actions:set(tunnel(tun_id=0x64,ttl=64)),vxlan_sys_4789';

test('a flow with every part, and one with the fewest', () => {
  const { flows, notUnderstood } = parseFlowDump(
    `flow-dump from the main thread:\n${FLOW}\nflow-dump from pmd on cpu core: 12\nin_port(2), packets:0, bytes:0, used:never, actions:drop, dp-extra-info:miniflow_bits(5,1)\nhello\n${FLOW}`,
  );
  expect(notUnderstood).toBe(1); // and the last line, which was cut off, is not one
  expect(flows).toEqual([
    {
      thread: 'main',
      flow: '11111111-2222-4333-8444-555555555555',
      match: 'in_port(p0),eth_type(0x0800),ipv4(dst=10.0.0.0/8,frag=no)',
      offloaded: 'yes',
      datapath: 'tc',
      packets: 9007199254740993n,
      bytes: 7n,
      usedSeconds: 0.25,
      actions: 'set(tunnel(tun_id=0x64,ttl=64)),vxlan_sys_4789',
    },
    {
      thread: 'core 12',
      flow: 'in_port(2)',
      match: 'in_port(2)',
      offloaded: 'no',
      datapath: null,
      packets: 0n,
      bytes: 0n,
      usedSeconds: null,
      actions: 'drop',
    },
  ]);
});

test('any text at all is read without a throw', () => {
  const words = fc.constantFrom(
    ...`${UPCALLS}${LOOKUPS}${bondText('member')}${FLOW}`.split(/(\s+)/),
    '\n',
    '---- b ----\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 4 }))), (parts) => {
      const text = parts.join('');
      for (const read of [parseLookups, parseFlowCounts, parseBondShow, parseLacpShow, parseFlowDump]) read(text);
    }),
  );
});

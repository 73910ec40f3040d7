// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/policy/decision/decide.js';
import { matchingRules } from '../../../../src/policy/decision/matching-rules.js';
import type { InvalidPolicy, Policy } from '../../../../src/policy/policy.js';
import { FILE, read, regexRules, sound, verdictOf } from '../policies.js';
import { READING_MACHINE } from '../reading-machine.js';

const POLICY = sound(READING_MACHINE);
const D = '0000:18:00.0';

/** The command line as a list; a test whose argument holds a space or a sign writes the list itself. */
const argvOf = (command: string | readonly string[]): readonly string[] =>
  typeof command === 'string' ? command.split(' ') : command;

describe('a policy that only reads allows', () => {
  test.each<string | readonly string[]>([
    '/usr/bin/mlxlink --version',
    `/usr/bin/mlxlink -d ${D} -p 1`,
    `/usr/bin/mlxlink -d ${D} -p 1 -m -c --json`,
    '/usr/bin/mlxlink -d /dev/mst/mt41692_pciconf0.1 -p 2 -e -e -e -e -e',
    '/usr/bin/mlxlink -d mlx5_0 -p 9 --show_fec',
    `/usr/bin/mlxconfig -d ${D} q`,
    `/usr/bin/mlxconfig -d ${D} -e q SRIOV_EN NUM_OF_VFS`,
    '/usr/bin/flint -d mlx5_1 q',
    '/usr/bin/flint -d mlx5_1 -qq q',
    '/usr/bin/mget_temp -d mlx5_10',
    '/usr/bin/ovs-vsctl --timeout=5 show',
    '/usr/bin/ovs-vsctl --timeout=5 --format=json -- list Open_vSwitch -- list Bridge',
    '/usr/bin/ovs-vsctl --timeout=9 --format=json list Interface',
    '/usr/bin/ovs-vsctl --timeout=9 --format=json list Interface pf0hpf',
    '/usr/bin/ovs-vsctl --timeout=3 get Interface p0 statistics:rx_bytes',
    '/usr/bin/ovs-vsctl --timeout=3 br-exists ovsbr1',
    '/usr/bin/ovs-appctl version',
    '/usr/bin/ovs-appctl --timeout=5 fdb/show br-int',
    '/usr/bin/ovs-ofctl --timeout=5 dump-ports ovsbr1',
    '/usr/bin/bfperf_pmc -s 0.5',
    '/usr/bin/bfperf_pmc -s 1',
    '/usr/sbin/ethtool -S en3f0pf0sf0',
    '/usr/sbin/devlink -j dev info',
    `/usr/sbin/devlink -j health show pci/${D}`,
    '/usr/bin/rdma -j link show mlx5_0/1',
    '/usr/bin/systemctl is-active getty@tty1.service',
    '/usr/bin/systemctl --no-pager show -pSubState dpe.service',
    ['/usr/bin/dpkg-query', '-W', '-f=${'.concat('Package}\\t${', 'Version}\\n')],
    ['/usr/bin/dpkg-query', '-W', '-f=${'.concat('Version}'), 'libibverbs1'],
    '/usr/bin/lspci -D -nn -d 15b3:',
    `/usr/bin/lspci -D -n -s ${D}`,
  ])('%s', (command) => {
    const argv = argvOf(command);
    const decision = decide(POLICY, argv);
    const text = READING_MACHINE.split('\n')[(decision.rule?.line ?? 0) - 1];
    expect(decision).toEqual({
      verdict: 'allow',
      rule: { file: FILE, line: decision.rule?.line, text },
      path: argv[0],
      argv,
    });
    expect(matchingRules(POLICY, argv)).toEqual([decision.rule]);
  });
});

const DENIED: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  'another program': [
    '/bin/sh -c id',
    '/usr/bin/sudo /usr/bin/mlxlink --version',
    '/usr/bin/env /usr/bin/mlxlink --version',
    '/usr/bin/cat /etc/shadow',
    `/usr/bin/mlxreg -d ${D} --reg_name PAOS`,
    '/usr/bin/ovs-dpctl show',
  ],
  'the program by another path': [
    'mlxlink --version',
    './mlxlink --version',
    '/usr/bin/../bin/mlxlink --version',
    '/usr/bin//mlxlink --version',
    '//usr/bin/mlxlink --version',
    '/usr/local/bin/mlxlink --version',
    '/proc/1/root/usr/bin/mlxlink --version',
    '/usr/bin/MLXLINK --version',
    '/usr/bin/mlxlin --version',
    '/usr/bin/mlxlinkx --version',
    ['/usr/bin/mlxlink --version'],
    ['PATH=/tmp', '/usr/bin/mlxlink', '--version'],
  ],
  'other words, fewer, more, or in another order': [
    '/usr/bin/mlxlink',
    '/usr/bin/mlxlink --version --version',
    '/usr/bin/mlxlink --Version',
    '/usr/bin/mlxlink --versio',
    `/usr/bin/mlxlink -d ${D}`,
    `/usr/bin/mlxlink -p 1 -d ${D}`,
    `/usr/bin/mlxlink -d ${D} -p`,
    `/usr/bin/mlxlink -d ${D} -p 1 -m -c -e --json -m -c`,
    ['/usr/bin/mlxlink', '-d', `${D} -p`, '1'],
    ['/usr/bin/mlxlink', '-d', D, '-p 1'],
    ['/usr/bin/mlxlink', `-d=${D}`, '-p', '1'],
    ['/usr/bin/ovs-vsctl', '"--timeout=5"', 'show'],
  ],
  'shell syntax in a value': [
    ...[
      ';id',
      '|id',
      '&',
      '`id`',
      '$(id)',
      '${'.concat('IFS}id'),
      '>x',
      '<x',
      '{a,b}',
      '~',
      '*',
      '?',
      "'x'",
      '"x"',
      '#x',
      '!x',
      '\\x',
    ].map((value) => ['/usr/bin/mget_temp', '-d', value]),
    ['/usr/bin/mget_temp', '-d', `${D};id`],
  ],
  'a value that is more than a value': [
    '/usr/sbin/ethtool -i -s',
    '/usr/sbin/ethtool -i ../../etc',
    '/usr/sbin/ethtool -i a23456789012345x',
    '/usr/bin/mget_temp -d /dev/mst/../sda',
    '/usr/bin/mget_temp -d 0000:18:00.8',
    '/usr/bin/mget_temp -d 0000:AF:00.0',
    '/usr/bin/mget_temp -d mlx5_0x',
    '/usr/bin/lspci -D -n -s *:*.*',
    '/usr/bin/systemctl is-active /etc/systemd/system/x.service',
    `/usr/bin/mlxlink -d ${D} -p 0`,
  ],
  'what changes a link': [
    ...[
      '-a DN',
      '-aDN',
      '--port_state DN',
      '--port_state=DN',
      '--port_st DN',
      '-port_state DN',
      '--pc',
      '-pc',
      '-s 25G',
      '-k RS',
      '--loopback EX',
      '--serdes_tx 0,0,0',
      '--module_state DN',
      '-m -a DN -c',
      '-m -c -e --json -a TG',
      '--yes -a TG',
      '-b /etc/cron.d/x',
      '--amber_collect /etc/cron.d/x',
      '--rx_fec_histogram --clear_histogram',
    ].map((options) => `/usr/bin/mlxlink -d ${D} -p 1 ${options}`),
  ],
  'what changes firmware': [
    `/usr/bin/mlxconfig -d ${D} s SRIOV_EN=1`,
    `/usr/bin/mlxconfig -d ${D} reset`,
    `/usr/bin/mlxconfig -y -d ${D} q`,
    `/usr/bin/mlxconfig -d ${D} q sriov_en`,
    `/usr/bin/mlxconfig -d ${D} q SRIOV_EN=1`,
    `/usr/bin/mlxconfig -d ${D} q ${Array.from({ length: 17 }, (_, i) => `P_${i}`).join(' ')}`,
    `/usr/bin/mlxconfig -j /etc/cron.d/x -d ${D} q`,
    `/usr/bin/flint -d ${D} b`,
    `/usr/bin/flint --log /etc/cron.d/x -d ${D} q`,
    `/usr/bin/flint -d ${D} ri /etc/cron.d/x`,
    '/usr/bin/flint -i /etc/shadow q',
  ],
  'what changes the switch': [
    '/usr/bin/ovs-vsctl --timeout=5 show -- del-br ovsbr1',
    '/usr/bin/ovs-vsctl --log-file=/etc/cron.d/x --timeout=5 show',
    '/usr/bin/ovs-vsctl --timeout=5 --db=tcp:192.0.2.1:6640 show',
    '/usr/bin/ovs-vsctl --timeout=5 --bootstrap-ca-cert=/etc/x show',
    '/usr/bin/ovs-vsctl --timeo=5 show',
    '/usr/bin/ovs-vsctl --timeout=0 list-ports br0',
    '/usr/bin/ovs-vsctl --timeout=55 list-ports br0',
    '/usr/bin/ovs-vsctl --timeout=5 list-ports --db=tcp:192.0.2.1:6640',
    '/usr/bin/ovs-vsctl --timeout=5 --format=json list Interf',
    '/usr/bin/ovs-vsctl --timeout=5 --format=json list Interface p0 p1',
    '/usr/bin/ovs-vsctl --timeout=5 --format=json list Interface -- emer-reset',
    '/usr/bin/ovs-vsctl --timeout=5 --format=json -- list Open_vSwitch -- list Bridge -- del-br ovsbr1',
    '/usr/bin/ovs-vsctl --timeout=5 get SSL . private_key',
    '/usr/bin/ovs-vsctl --timeout=5 set Interface p0 mtu_request=9000',
    ['/usr/bin/ovs-vsctl', '--timeout=5', '--format=json', 'list', 'Interface', 'p0 -- del-br ovsbr1'],
    '/usr/bin/ovs-appctl exit',
    '/usr/bin/ovs-appctl -t /tmp/evil.ctl version',
    '/usr/bin/ovs-appctl version --timeout=5',
    '/usr/bin/ovs-appctl --timeout=5 --timeout=5 version',
    '/usr/bin/ovs-appctl version fdb/show',
    '/usr/bin/ovs-appctl vlog/set dbg',
    '/usr/bin/ovs-ofctl --timeout=5 dump-ports tcp:192.0.2.1:6653',
    '/usr/bin/ovs-ofctl --timeout=5 mod-port ovsbr1 p0 down',
  ],
  'what measures too long or not at all': ['2', '-1', '10', '0.1e9', 'inf', 'nan', '0.0', '01'].map(
    (seconds) => `/usr/bin/bfperf_pmc -s ${seconds}`,
  ),
  'other verbs of tools that read': [
    '/usr/bin/bfperf_pmc',
    '/usr/bin/bfperf_pmc -s1',
    '/usr/sbin/ethtool -s p0 speed 10',
    '/usr/sbin/ethtool -i p0 speed 10',
    '/usr/sbin/ethtool -w p0 data /etc/cron.d/x',
    '/usr/sbin/ethtool --json -s p0',
    '/usr/sbin/devlink -b /tmp/commands',
    '/usr/sbin/devlink -fb/tmp/commands',
    '/usr/sbin/devlink -j d info',
    `/usr/sbin/devlink dev reload pci/${D}`,
    `/usr/sbin/devlink -j health show pci/${D} reporter fw`,
    '/usr/bin/rdma -b /tmp/commands',
    '/usr/bin/rdma link delete rxe0',
    '/usr/bin/rdma -j link show mlx5_0/10',
    '/usr/bin/systemctl -H root@example is-active x.service',
    '/usr/bin/systemctl is-active x',
    '/usr/bin/systemctl --no-pager show dpe.service',
    '/usr/bin/systemctl --no-pager show -pEnvironment dpe.service',
    '/usr/bin/systemctl stop dpe.service',
    '/usr/bin/dpkg-query -l',
    '/usr/bin/dpkg-query -W -f=x mft',
    '/usr/bin/lspci -i /etc/shadow',
    '/usr/bin/lspci -D -nn -d 8086:',
    '/usr/bin/lspci -Dnn -d 15b3:',
  ],
};

describe.each(Object.entries(DENIED))('%s is denied', (_category, commands) => {
  test.each(commands)('%s', (command) => {
    const argv = argvOf(command);
    expect(decide(POLICY, argv)).toMatchObject({ verdict: 'deny', rule: null, reason: 'no_rule' });
    expect(matchingRules(POLICY, argv)).toEqual([]);
  });
});

test.each([
  ['a|b', 'ls|cat', 'lsEVIL;id'],
  ['an alternative at the start', 'ls|cat', 'lscat'],
  ['an alternative at the end', 'ls|cat', 'xcat'],
])('a regex matches the whole argument: %s', (_what, word, argument) => {
  expect(verdictOf(decide(regexRules(`/p ${word}`), ['/p', argument]))).toBe('no_rule');
});

test('reports an error of the file without a line', () => {
  const policy = { kind: 'invalid', file: FILE, errors: [{ file: FILE, line: 0, reason: 'it is a FIFO' }] } as const;
  expect(decide(policy, ['/p'])).toMatchObject({ detail: `${FILE}: it is a FIFO` });
});

test('an invalid policy denies everything, with the reason', () => {
  const policy = read('[commands]\n/p\n/q\n/p\nx\n');
  expect(decide(policy, ['/p'])).toEqual({
    verdict: 'deny',
    rule: null,
    reason: 'invalid_policy',
    detail: `${FILE}:4: duplicate rule; first defined on line 2 (and 1 more)`,
    nearest: null,
  });
  expect(decide(policy, 'not even a command')).toMatchObject({ reason: 'invalid_policy' });
  expect(decide(read('[commands]\n/p\n/p\n'), ['/p']).verdict).toBe('deny');
  expect(decide(read('[commands]\n/p\n/p\n'), ['/p'])).toMatchObject({
    detail: `${FILE}:3: duplicate rule; first defined on line 2`,
  });
});

test('an error of the whole file names no line', () => {
  expect(decide(read(''), ['/p'])).toMatchObject({ detail: `${FILE}: no section, e.g. [commands]` });
});

test('what comes from the file reaches no terminal raw', () => {
  const policy: InvalidPolicy = {
    kind: 'invalid',
    file: 'a\u001b[31m',
    errors: [{ file: 'a\u001b[31m', line: 1, reason: 'x\ny' }],
  };
  expect(decide(policy, ['/p'])).toMatchObject({ detail: 'a\\u001b[31m:1: x\\ny' });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'the policy cannot be evaluated'],
  ['null', null, 'the policy cannot be evaluated'],
  ['a text', '/p', 'the policy cannot be evaluated'],
  ['another kind', { ...sound('[commands]\n/p\n'), kind: 'allow' }, 'the policy cannot be evaluated'],
  ['invalid without errors', { kind: 'invalid', file: FILE, errors: [] }, 'the policy is invalid'],
  ['invalid without a list', { kind: 'invalid', file: FILE }, 'the policy cannot be evaluated'],
  ['without rules', { kind: 'policy', file: FILE }, 'the policy cannot be evaluated'],
  ['of rules that are none', { kind: 'policy', file: FILE, rules: [{ path: '/p' }] }, 'the policy cannot be evaluated'],
  [
    'something that throws',
    new Proxy(
      {},
      {
        get: () => {
          throw null;
        },
      },
    ),
    'the policy cannot be evaluated',
  ],
])('a policy that is %s denies', (_what, policy, detail) => {
  expect(decide(policy as Policy, ['/p'])).toEqual({
    verdict: 'deny',
    rule: null,
    reason: 'invalid_policy',
    detail,
    nearest: null,
  });
});

test('what is no command is allowed by no rule', () => {
  for (const argv of [undefined, 'x', [], ['/usr/bin/mlxlink', ''], ['/usr/bin/mlxlink', '--version\n']]) {
    expect(matchingRules(POLICY, argv)).toEqual([]);
  }
});

test('a regex that the engine refuses denies', () => {
  const [rule] = regexRules('/p [ab]').rules;
  const pattern = { kind: 'repeat', part: { kind: 'class', characters: 2n ** 97n }, least: 2000, most: 2000 };
  const forged = { kind: 'policy', file: FILE, rules: [{ ...rule, words: [{ ...rule?.words[0], pattern }] }] };
  expect(decide(forged as unknown as Policy, ['/p', 'a'])).toMatchObject({ verdict: 'deny', reason: 'invalid_policy' });
});

test('decisions and what is in them cannot be changed', () => {
  const allowed = decide(POLICY, ['/usr/bin/mlxlink', '--version']);
  const denied = decide(POLICY, ['/usr/bin/mlxlink', '--versio']);
  const near = decide(POLICY, ['/usr/bin/mlxlin', '--version']);
  const parts = [
    allowed,
    denied,
    near,
    allowed.rule,
    ...[denied, near].map((d) => (d.verdict === 'deny' ? d.nearest : null)),
  ];
  expect(parts.every((part) => part !== null && Object.isFrozen(part))).toBe(true);
  expect(allowed.verdict === 'allow' && Object.isFrozen(allowed.argv)).toBe(true);
});

test('the answer holds a copy: what the caller does to its list afterwards changes nothing', () => {
  const argv = ['/usr/bin/mlxlink', '--version'];
  const decision = decide(POLICY, argv);
  argv[1] = '-a';
  expect(decision.verdict === 'allow' && decision.argv).toEqual(['/usr/bin/mlxlink', '--version']);
});

test('the same policy answers the same every time, and policies do not share answers', () => {
  const first = regexRules('/p [ab]', '/q x');
  const second = regexRules('/p [cd]');
  for (let round = 0; round < 3; round++) {
    expect(verdictOf(decide(first, ['/p', 'a']))).toBe('allow 2');
    expect(verdictOf(decide(second, ['/p', 'a']))).toBe('no_rule');
    expect(verdictOf(decide(first, ['/p', 'c']))).toBe('no_rule');
    expect(verdictOf(decide(second, ['/p', 'c']))).toBe('allow 2');
    expect(verdictOf(decide(first, ['/q', 'x']))).toBe('allow 3');
    expect(verdictOf(decide(second, ['/q', 'x']))).toBe('no_rule');
  }
});

test('of several rules that allow, the exact one is named, else the first in spelling; never by line', () => {
  const rules = ['/p [a-z]', '/p [a-c]', '/p (?:a|b)'];
  for (const order of [rules, [...rules].reverse()]) {
    const policy = regexRules(...order);
    expect(decide(policy, ['/p', 'a']).rule?.text).toBe('/p (?:a|b)');
    expect(matchingRules(policy, ['/p', 'a']).map((rule) => rule.line)).toEqual([2, 3, 4]);
    expect(
      matchingRules(policy, ['/p', 'c'])
        .map((rule) => rule.text)
        .sort(),
    ).toEqual(['/p [a-c]', '/p [a-z]']);
  }
  for (const order of [
    '[commands_regex]\n/p (?:a) b\n/p a b\n[commands]\n/p a b\n',
    '[commands]\n/p a b\n[commands_regex]\n/p a b\n/p (?:a) b\n',
  ]) {
    const policy = sound(order);
    const exact = policy.rules.find((rule) => rule.section === 'commands');
    expect(decide(policy, ['/p', 'a', 'b']).rule?.line).toBe(exact?.line);
    expect(matchingRules(policy, ['/p', 'a', 'b'])).toHaveLength(3);
  }
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { identifyDevice, kindOfPort, netdevOfPort } from '../../../../src/collectors/hcaperf/identity.js';
import type { LinkAnswer } from '../../../../src/core/file-answer.js';
import type { Netdev } from '../../../../src/hardware/adapter/netdev.js';

const to = (target: string): LinkAnswer => ({ kind: 'link', target });
const refused = (errno: string): LinkAnswer => ({ kind: 'error', errno });
const NO = refused('ENOENT');

test.each<[string, LinkAnswer, LinkAnswer, LinkAnswer, string | null, string | null]>([
  [
    'a PF',
    to('../../devices/pci0000:15/0000:15:01.0/0000:18:00.0/infiniband/mlx5_0'),
    to('../../../0000:18:00.0'),
    NO,
    'pf',
    '0000:18:00.0',
  ],
  [
    'a PF in a domain of five digits',
    to('../../devices/pci10000:e0/10000:e1:00.1/infiniband/mlx5_0'),
    to('../../../10000:e1:00.1'),
    NO,
    'pf',
    '10000:e1:00.1',
  ],
  [
    'a VF with a physfn link',
    to('../../devices/pci0000:15/0000:15:01.0/0000:18:00.2/infiniband/mlx5_4'),
    to('../../../0000:18:00.2'),
    to('../0000:18:00.0'),
    'vf',
    '0000:18:00.2',
  ],
  [
    'an SF below its PF',
    to('../../devices/pci0000:00/0000:00:00.0/0000:03:00.0/mlx5_core.sf.2/infiniband/mlx5_2'),
    to('../../../mlx5_core.sf.2'),
    NO,
    'sf',
    '0000:03:00.0',
  ],
  [
    'an SF of a VF',
    to('../../devices/pci0000:15/0000:15:01.0/0000:18:00.2/mlx5_core.sf.12/infiniband/mlx5_9'),
    to('../../../mlx5_core.sf.12'),
    to('../0000:18:00.0'),
    'sf',
    '0000:18:00.2',
  ],
  ['a software device', to('../../devices/virtual/infiniband/rxe0'), NO, NO, 'virtual', null],
  [
    'a directory instead of the class link, with a device link',
    refused('EINVAL'),
    to('../../../0000:18:00.0'),
    NO,
    'pf',
    '0000:18:00.0',
  ],
  ['a flat directory without any link', refused('EINVAL'), refused('EINVAL'), refused('EINVAL'), null, null],
])('identifies %s by its links', (_what, classLink, deviceLink, physfn, kind, pciAddress) => {
  expect(identifyDevice(classLink, deviceLink, physfn)).toEqual({ kind, pciAddress });
});

const netdev = (name: string, physPortName: string | null = null, devPort: number | null = null): Netdev => ({
  name,
  physPortName,
  devPort,
});
// A PF in switchdev mode: its uplink, the host's PF and a VF and SF of the host, each with a port.
const ESWITCH = [
  netdev('p0', 'p0', 0),
  netdev('pf0hpf', 'pf0hpf', 0),
  netdev('pf0vf0', 'pf0vf0', 0),
  netdev('en3f0pf0sf0', 'pf0sf0', 0),
];
const MLX4 = [netdev('ib0', null, 0), netdev('ib1', null, 1)];
const CHILD = [netdev('ib0', null, 0), netdev('ib0.8001', null, 0)];

test.each<[string, number, number, readonly Netdev[], string | null, string | null]>([
  ['the only netdev of a device with one port', 1, 1, [netdev('ibp24s0')], null, 'ibp24s0'],
  ['the parent, not its IPoIB child', 1, 1, CHILD, null, 'ib0'],
  [
    'none if two netdevs claim the port and neither is a child of the other',
    1,
    1,
    [netdev('ib0', null, 0), netdev('ib00', null, 0)],
    null,
    null,
  ],
  ['the first of a card with two ports', 1, 2, MLX4, null, 'ib0'],
  ['the second of a card with two ports', 2, 2, MLX4, null, 'ib1'],
  ['none for the second port if the only netdev belongs to the first', 2, 2, [netdev('ib0', null, 0)], null, null],
  ['none if the driver numbers no ports', 1, 2, [netdev('a'), netdev('b')], null, null],
  ['the uplink of an eswitch', 1, 4, ESWITCH, null, 'p0'],
  ['none for another port of an eswitch without a GID', 2, 4, ESWITCH, null, null],
  ['the representor that the GID names', 2, 4, ESWITCH, 'pf0hpf', 'pf0hpf'],
  ['the bond that the GID names', 1, 1, [netdev('enp1s0f0np0', 'p0', 0)], 'bond0', 'bond0'],
  ['none for a device without netdevs', 1, 1, [], null, null],
])('the netdev of a port is %s', (_which, port, portCount, netdevs, gid, expected) => {
  expect(netdevOfPort(port, portCount, netdevs, gid)).toBe(expected);
});

test('a port is a representor if its netdev represents another function', () => {
  expect(kindOfPort('pf', 1, 'p0', ESWITCH)).toBe('pf');
  expect(['pf0hpf', 'pf0vf0', 'en3f0pf0sf0'].map((name, i) => kindOfPort('pf', i + 2, name, ESWITCH))).toEqual(
    Array(3).fill('representor'),
  );
  const bothUplinks = [netdev('p0', 'p0', 0), netdev('p1', 'p1', 0), netdev('pf0hpf', 'pf0hpf', 0)];
  expect(['p1', 'pf0hpf'].map((name) => kindOfPort('pf', 2, name, bothUplinks))).toEqual(['pf', 'representor']);
  const external = [netdev('p0', 'p0', 0), netdev('eth5', 'c1pf0vf3', 0)];
  expect(kindOfPort('pf', 2, 'eth5', external)).toBe('representor');
});

test('a port of an eswitch without a netdev is a representor, except the first', () => {
  expect([1, 2, 3].map((port) => kindOfPort('pf', port, null, ESWITCH))).toEqual(['pf', 'representor', 'representor']);
  expect(kindOfPort('pf', 1, 'bond0', ESWITCH)).toBe('pf');
});

test('without an eswitch every port has the kind of its device', () => {
  expect([kindOfPort('pf', 2, 'ib1', MLX4), kindOfPort('pf', 2, null, MLX4)]).toEqual(['pf', 'pf']);
  const kinds = ['vf', 'sf', 'virtual', null] as const;
  expect(kinds.map((kind) => kindOfPort(kind, 2, 'pf0vf0', ESWITCH))).toEqual([...kinds]);
});

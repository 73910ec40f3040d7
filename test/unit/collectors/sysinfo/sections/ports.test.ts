// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { ports } from '../../../../../src/collectors/sysinfo/sections/ports.js';
import { onBus } from '../../../pci-bus.js';
import type { Paths } from '../../../small-machine.js';
import { collectSection } from '../collect-section.js';

const NO_NAMES: Paths = { phys_port_name: '!EOPNOTSUPP', phys_switch_id: '!EOPNOTSUPP', speed: '!EINVAL' };

/** An interface at this place below /sys/devices. */
const netdev = (name: string, place: string, files: Paths = {}): Paths => {
  const path = `/sys/devices/${place}/net/${name}`;
  const all = { address: '02:00:00:00:00:01', mtu: '1500', operstate: 'up', ...NO_NAMES, ...files };
  return {
    [`/sys/class/net/${name}`]: `-> ../../devices/${place}/net/${name}`,
    ...Object.fromEntries(Object.entries(all).map(([file, said]) => [`${path}/${file}`, said])),
  };
};

const PF = 'pci0000:00/0000:03:00.0';
const VF = 'pci0000:00/0000:03:00.2';
const ADAPTER: Paths = {
  ...onBus('0000:03:00.0', { device: '0xa2dc', class: '0x020000' }),
  ...onBus('0000:03:00.2', { device: '0x101e', class: '0x020000' }),
};

test('what is hardware or stands for it, and what each is', async () => {
  const { records, findings } = await collectSection(ports, {
    ...ADAPTER,
    ...netdev('p0', PF, { phys_port_name: 'p0', phys_switch_id: 'c4a2', speed: '200000' }),
    ...netdev('pf0vf3', PF, { phys_port_name: 'pf0vf3', phys_switch_id: 'c4a2', operstate: 'down' }),
    ...netdev('en0s0', `${PF}/mlx5_core.sf.2`),
    ...netdev('en0v0', VF),
    ...netdev('oob_net0', 'platform/MLNXBF17:00', { speed: '1000' }),
    ...netdev('usb0', 'pci0000:00/0000:00:14.0/usb1/1-1', { speed: '-1' }),
    ...netdev('eni10np1', 'netdevsim10', { phys_port_name: 'p1', phys_switch_id: '0a' }),
    ...netdev('eni10npf0vf1', 'netdevsim10', { phys_port_name: 'pf0vf1', phys_switch_id: '0a' }),
    ...netdev('docker0', 'virtual'),
    '/sys/class/net/bonding_masters': 'bond0',
  });
  const told = records.ports.map((p) => [
    p.netdev,
    p.kind,
    p.state,
    p.switch_id,
    p.speed_bytes_per_second,
    p.pci_address,
  ]);
  expect(told).toEqual([
    ['en0s0', 'sf', 'up', null, null, '0000:03:00.0'],
    ['en0v0', 'vf', 'up', null, null, '0000:03:00.2'],
    ['eni10np1', 'other', 'up', '0a', null, null],
    ['eni10npf0vf1', 'representor', 'up', '0a', null, null],
    ['oob_net0', 'management', 'up', null, 125_000_000, null],
    ['p0', 'pf', 'up', 'c4a2', 25_000_000_000, '0000:03:00.0'],
    ['pf0vf3', 'representor', 'down', 'c4a2', null, '0000:03:00.0'],
    ['usb0', 'other', 'up', null, null, '0000:00:14.0'],
  ]);
  expect(findings).toEqual([]);
});

test('a file that cannot be read or has other content costs its field', async () => {
  const spoilt = { address: 'garbage', mtu: '1e3', operstate: 'upp', phys_port_name: '!EIO', speed: 'fast' };
  const { records, findings } = await collectSection(ports, { ...ADAPTER, ...netdev('p0', PF, spoilt) });
  expect(records.ports[0]).toMatchObject({ kind: null, state: null, mtu_bytes: null, mac: null, phys_port_name: null });
  expect(findings).toEqual([
    'p0 kind unreadable EIO',
    'p0 state parse "upp"',
    'p0 mtu_bytes parse "1e3"',
    'p0 mac parse "garbage"',
    'p0 phys_port_name unreadable EIO',
    'p0 speed_bytes_per_second parse "fast"',
  ]);
});

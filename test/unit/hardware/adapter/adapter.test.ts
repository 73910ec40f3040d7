// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { ADAPTER_READS, type Adapter, listAdapters, namesOfAdapter } from '../../../../src/hardware/adapter/adapter.js';
import { openMachine } from '../../../machines.js';
import { onBus } from '../../pci-bus.js';
import { type Paths, smallMachine } from '../../small-machine.js';

const PF: Paths = { device: '0x1021', class: '0x020000' };
const found = (...functions: readonly Paths[]): Promise<readonly Adapter[]> =>
  listAdapters(smallMachine(Object.assign({}, ...functions)));

test('the eight adapters of gpu-07, in the order of the bus', async () => {
  const adapters = await listAdapters(openMachine('connectx7'));
  expect(adapters.map((a) => a.rdmaDevices.join())).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `mlx5_${n}`));
  expect(adapters.at(-1)).toEqual({
    pciAddress: '0000:dc:00.0',
    card: '0000:dc:00',
    kind: 'pf',
    physfn: null,
    driver: 'mlx5_core',
    rdmaDevices: ['mlx5_7'],
    netdevs: ['enp220s0np0'],
    ports: [{ rdmaDevice: 'mlx5_7', port: 1, linkLayer: 'ethernet' }],
    deviceId: '0x1021',
    model: 'ConnectX-7',
    boardId: 'MT_0000000838',
  });
});

test('a BlueField has two functions of one card: no bridge of its own, no representor among its netdevs', async () => {
  const adapters = await listAdapters(openMachine('bluefield3'));
  expect(adapters.map(({ pciAddress, card, netdevs, model }) => [pciAddress, card, netdevs, model])).toEqual([
    ['0000:03:00.0', '0000:03:00', ['p0'], 'BlueField-3'],
    ['0000:03:00.1', '0000:03:00', ['p1'], 'BlueField-3'],
  ]);
  expect(adapters[0]?.ports.map((p) => p.port)).toEqual([1, 2, 3, 4]);
});

test('recognizes a VF by its physfn or, in a guest, by its device ID, with the model of its PF', async () => {
  const vf = { device: '0x101e', class: '0x020000' };
  const adapters = await found(
    onBus('0000:18:00.0', PF),
    onBus('0000:18:00.2', { ...vf, physfn: '-> ../0000:18:00.0' }),
    onBus('0000:19:00.0', vf),
  );
  expect(adapters.map(({ kind, physfn, model }) => [kind, physfn, model])).toEqual([
    ['pf', null, 'ConnectX-7'],
    ['vf', '0000:18:00.0', 'ConnectX-7'],
    ['vf', null, null],
  ]);
});

test('what no driver of ours holds is found by its vendor; bridges and emulated disks are no adapters', async () => {
  const adapters = await found(
    onBus('0000:17:00.0', { device: '0x197b', class: '0x060400' }, 'pcieport'),
    onBus('0000:18:00.0', PF, 'vfio-pci'),
    onBus('0000:18:00.1', PF, null),
    onBus('0000:18:00.2', { device: '0xc2d5', class: '0x080100' }, null),
    onBus('0000:19:00.0', { device: '0x6001', class: '0x010802' }, 'nvme'),
    onBus('0000:1a:00.0', { device: '0x020b', class: '0x050000' }, null),
    onBus('0000:1b:00.0', { vendor: '0x8086', device: '0x1021', class: '0x020000' }, null),
  );
  expect(
    adapters.map(({ pciAddress, kind, driver, rdmaDevices, model }) => [
      pciAddress,
      kind,
      driver,
      rdmaDevices.length,
      model,
    ]),
  ).toEqual([
    ['0000:18:00.0', 'pf', 'vfio-pci', 0, 'ConnectX-7'],
    ['0000:18:00.1', 'pf', null, 0, 'ConnectX-7'],
    ['0000:18:00.2', 'management', null, 0, 'BlueField-3'],
    ['0000:1a:00.0', null, null, 0, null],
  ]);
});

test('what is refused is null, and never another function’s', async () => {
  const [adapter] = await found(
    onBus('0000:18:00.0', {
      device: '!EIO',
      class: '!EIO',
      physfn: '!EACCES',
      'net/p0/phys_port_name': '!EIO',
      'infiniband/mlx5_0/board_id': '!EIO',
      'infiniband/mlx5_0/ports/1/link_layer': '!EIO',
    }),
  );
  expect(adapter).toMatchObject({ kind: null, deviceId: null, model: null, netdevs: null, boardId: null });
  expect(adapter?.ports).toEqual([{ rdmaDevice: 'mlx5_0', port: 1, linkLayer: null }]);
});

test('a machine without a PCI bus has no adapters', async () => {
  expect(await found()).toEqual([]);
});

test('reads only the paths that it declares', async () => {
  const asked = new Set<string>();
  const host = openMachine('bluefield3');
  await listAdapters({
    ...host,
    readdir: (path) => host.readdir(asked.add(path) && path),
    readlink: (path) => host.readlink(asked.add(path) && path),
    readFiles: (groups) =>
      host.readFiles(groups.map((g) => ({ ...g, paths: g.paths.filter((path) => asked.add(path)) }))),
  });
  const declared = ADAPTER_READS.map((path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`));
  expect([...asked].filter((path) => !declared.some((regex) => regex.test(path)))).toEqual([]);
  expect(declared.filter((regex) => ![...asked].some((path) => regex.test(path)))).toEqual([]);
});

test('a user may call it by its RDMA device, its netdev and its address, as lspci prints it too', async () => {
  const [adapter] = await listAdapters(openMachine('bluefield3'));
  expect(adapter && namesOfAdapter(adapter)).toEqual(['mlx5_0', 'p0', '0000:03:00.0', '03:00.0']);
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { devices } from '../../../../src/collectors/devices.js';
import { parseDevicePattern } from '../../../../src/core/choice.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { openMachine } from '../../../machines.js';
import { onBus } from '../../pci-bus.js';
import { type Paths, smallMachine } from '../../small-machine.js';

const RDMA: Paths = { fw_ver: '28.43.2026', board_id: 'MT_0000000838', node_guid: '9c63:c003:001f:4208' };
const rdma = (name: string, changes: Paths = {}): Paths =>
  Object.fromEntries(
    Object.entries({ ...RDMA, ...changes }).map(([file, text]) => [`infiniband/${name}/${file}`, text]),
  );
/** Files of a link at its best. */
const FULL_LINK: Paths = {
  current_link_speed: '32.0 GT/s PCIe',
  current_link_width: '16',
  max_link_speed: '32.0 GT/s PCIe',
  max_link_width: '16',
};
const PF: Paths = { device: '0x1021', class: '0x020000', ...FULL_LINK };
const VF: Paths = { device: '0x101e', class: '0x020000', physfn: '-> ../0000:18:00.0' };
const ROOT_PORT: Paths = Object.fromEntries(
  Object.entries({ ...FULL_LINK, vendor: '0x8086', class: '0x060400' }).map(([file, text]) => [
    `/sys/devices/pci0000:17/0000:17:01.0/${file}`,
    text,
  ]),
);
const BRIDGE: Paths = {
  '/sys/bus/pci/devices/0000:17:01.0': '-> ../../../devices/pci0000:17/0000:17:01.0',
  ...ROOT_PORT,
};

const show = async (host: Host, names: readonly string[] = [], all = false) => {
  const choice = { devices: names.map(parseDevicePattern), all, options: {} };
  const { records, findings, remarks } = devices.parse(await devices.collect(host, choice));
  return { records: records.devices, findings, remarks };
};
const machine = (...functions: readonly Paths[]): Host => smallMachine(Object.assign({}, BRIDGE, ...functions));
const names = async (host: Host, requested: readonly string[], all = false): Promise<readonly string[]> =>
  (await show(host, requested, all)).records.map((r) => r.device ?? r.part ?? r.pci_address);
const reasons = (findings: readonly { where: string; field: string | null; code: string; detail: string }[]) =>
  findings.map(({ where, field, code, detail }) => [where, field, code, detail].join(' '));

const HOST = machine(
  onBus('0000:18:00.0', { ...PF, ...rdma('mlx5_0'), 'net/eth0/phys_port_name': 'p0' }),
  onBus('0000:18:00.1', { ...PF, ...rdma('mlx5_1') }),
  onBus('0000:18:00.2', { ...VF, ...rdma('mlx5_2'), 'net/eth2/phys_port_name': '' }),
  onBus('0000:18:00.3', VF, 'vfio-pci'),
  onBus('0000:18:00.7', { device: '0xc2d5', class: '0x080100', ...FULL_LINK }, null),
);

test('shows physical functions by default, and counts the skipped ones', async () => {
  const { records, findings } = await show(HOST);
  expect(records.map((r) => r.device)).toEqual(['mlx5_0', 'mlx5_1']);
  expect(reasons(findings)).toEqual(['  absent skipped 2 VFs, 1 management function; use --all']);
});

test('opens no file of a VF that is not shown', async () => {
  const opened: string[] = [];
  const read: Host['readFiles'] = async (groups) => {
    opened.push(...groups.flatMap((g) => g.paths));
    return HOST.readFiles(groups);
  };
  await show({ ...HOST, readFiles: read });
  expect(opened.filter((path) => /18:00\.[23]\/(?!vendor)/.test(path))).toEqual([]);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['a device by its RDMA device', ['mlx5_1'], ['mlx5_1']],
  ['a device by its netdev', ['eth0'], ['mlx5_0']],
  ['a device by its address', ['0000:18:00.1'], ['mlx5_1']],
  ['a device by its short address', ['18:00.1'], ['mlx5_1']],
  ['devices by a glob', ['mlx5_*'], ['mlx5_0', 'mlx5_1']],
  ['a VF by its name', ['mlx5_2'], ['mlx5_2']],
  ['a VF by its netdev', ['eth2'], ['mlx5_2']],
  ['a function without a driver by its address', ['0000:18:00.7'], ['0000:18:00.7']],
  ['an existing device next to an unknown one', ['mlx5_0', 'mlx5_9'], ['mlx5_0']],
])('chooses %s', async (_how, requested, expected) => {
  expect(await names(HOST, requested)).toEqual(expected);
});

test.each<[readonly string[], boolean, readonly string[]]>([
  [['p0'], false, ['mlx5_0']],
  [['pf0vf0'], false, ['pf0vf0']],
  [['mlx5_2'], false, ['mlx5_2']],
  [['03:00.1'], true, ['mlx5_1', 'pf1hpf', 'en3f1pf1sf0', 'mlx5_3']],
  [['pf*'], true, ['pf0hpf', 'pf0vf0', 'pf1hpf']],
  [['mlx5_0'], true, ['mlx5_0', 'pf0hpf', 'pf0vf0', 'en3f0pf0sf0', 'mlx5_2']],
])('chooses %j on a BlueField (--all: %s)', async (requested, all, expected) => {
  expect(await names(openMachine('bluefield3'), requested, all)).toEqual(expected);
});

test('rejects an unknown device, and warns of it next to a known one', async () => {
  await expect(show(HOST, ['mlx5_9'])).rejects.toMatchObject({
    code: 'not_found',
    message: 'unknown device mlx5_9; available: 0000:18:00.3, 0000:18:00.7, mlx5_0, mlx5_1, mlx5_2',
  });
  const { findings } = await show(HOST, ['mlx5_0', 'mlx5_9']);
  expect(reasons(findings)).toEqual(['mlx5_9  absent no such device']);
  await expect(show(HOST, ['mlx5_0/1'])).rejects.toMatchObject({ code: 'usage' });
});

test.each<[string, string | null, string]>([
  ['no driver', null, 'no driver'],
  ['the driver vfio-pci', 'vfio-pci', 'bound to vfio-pci'],
  ['mlx5_core but no RDMA device', 'mlx5_core', 'no RDMA device'],
])('lists a function with %s, and the reason for its missing values', async (_what, driver, detail) => {
  const { records, findings } = await show(machine(onBus('0000:18:00.0', PF, driver)));
  expect(records).toMatchObject([
    {
      device: null,
      pci_address: '0000:18:00.0',
      model: 'ConnectX-7',
      kind: 'pf',
      driver,
      netdevs: [],
      pcie_link: 'gen5 x16',
    },
  ]);
  const fields = ['device', 'board_id', 'fw_version', 'node_guid'];
  expect(reasons(findings)).toEqual(fields.map((field) => `0000:18:00.0 ${field} absent ${detail}`));
});

test('shows a VF in a guest as an adapter without link and model', async () => {
  const guest = {
    ...rdma('mlx5_0'),
    device: '0x101e',
    class: '0x020000',
    current_link_speed: 'Unknown',
    current_link_width: '0',
  };
  const { records, findings } = await show(machine(onBus('0000:18:00.0', guest)));
  expect(records).toMatchObject([
    { device: 'mlx5_0', kind: 'vf', model: null, pci_device_id: '0x101e', pcie_link: null },
  ]);
  expect(reasons(findings)).toEqual(['mlx5_0/0000:18:00.0 model absent unknown device ID 0x101e']);
});

test('reports an unknown device ID and guesses no model', async () => {
  const { records, findings } = await show(
    machine(onBus('0000:18:00.0', { ...PF, ...rdma('mlx5_0'), device: '0x10ff' })),
  );
  expect(records).toMatchObject([{ kind: 'pf', model: null, pci_device_id: '0x10ff' }]);
  expect(reasons(findings)).toEqual(['mlx5_0/0000:18:00.0 model absent unknown device ID 0x10ff']);
});

test('an unreadable bridge makes the bottleneck unknown', async () => {
  const port = { '/sys/devices/pci0000:17/0000:17:01.0/current_link_width': '!EIO' };
  const { records, findings } = await show(machine(onBus('0000:18:00.0', { ...PF, ...rdma('mlx5_0') }), port));
  expect(records).toMatchObject([
    { pcie_link: 'gen5 x16', pcie_bottleneck: null, pcie_available_bytes_per_second: null },
  ]);
  expect(reasons(findings)).toEqual(
    ['pcie_bottleneck', 'pcie_available_bytes_per_second'].map(
      (field) => `mlx5_0/0000:18:00.0 ${field} unreadable 0000:17:01.0: EIO`,
    ),
  );
});

test('rejects the width 63 of a device that dropped off the bus', async () => {
  const gone = { ...rdma('mlx5_0'), current_link_width: '63' };
  const { records, findings } = await show(machine(onBus('0000:18:00.0', { ...PF, ...gone })));
  expect(records).toMatchObject([{ pcie_width_lanes: null, pcie_link: null, pcie_bottleneck: null }]);
  expect(findings.every((f) => f.code === 'parse' && f.detail.includes('"63"'))).toBe(true);
});

test('kernels without AER, SR-IOV or NUMA give nulls without a reason; a truncated file gives one with a reason', async () => {
  const { records, findings } = await show(
    machine(onBus('0000:18:00.0', { ...PF, ...rdma('mlx5_0'), numa_node: '-1', aer_dev_fatal: 'DLP 0\nSDES 0' })),
  );
  expect(records).toMatchObject([{ numa_node: null, aer_correctable: null, aer_fatal: null, sriov_numvfs: null }]);
  expect(reasons(findings)).toEqual(['mlx5_0/0000:18:00.0 aer_fatal parse "DLP 0\nSDES 0"']);
});

test('an adapter that hangs affects only its own record', async () => {
  const hung: FileAnswer = { kind: 'timeout', hungPath: '/sys/bus/pci/devices/0000:18:00.1/class', seconds: 10 };
  const read: Host['readFiles'] = async (groups) =>
    new Map(
      [...(await HOST.readFiles(groups))].map(([path, answer]) => [
        path,
        /18:00\.1\/(?!vendor)/.test(path) ? hung : answer,
      ]),
    );
  const { records, findings } = await show({ ...HOST, readFiles: read });
  expect(records).toMatchObject([
    { device: 'mlx5_0', model: 'ConnectX-7', pcie_link: 'gen5 x16' },
    { device: 'mlx5_1', pci_address: '0000:18:00.1', model: null, kind: null, fw_version: null, pcie_link: null },
  ]);
  expect(new Set(findings.filter((f) => f.field !== null).map((f) => `${f.where} ${f.code}`))).toEqual(
    new Set(['mlx5_1/0000:18:00.1 timeout']),
  );
});

test('gives two records for a function with two RDMA devices', async () => {
  const two = { ...PF, ...rdma('mlx5_0'), ...rdma('mlx5_1', { fw_ver: '!EIO' }) };
  const { records, findings } = await show(machine(onBus('0000:18:00.0', two)));
  expect(records.map((r) => [r.device, r.fw_version])).toEqual([
    ['mlx5_0', '28.43.2026'],
    ['mlx5_1', null],
  ]);
  expect(reasons(findings)).toEqual(['mlx5_1/0000:18:00.0 fw_version unreadable EIO']);
});

test('names functions whose vendor cannot be read, because they may be adapters', async () => {
  const unreadable = onBus('0000:19:00.0', { ...PF, vendor: '!EIO' }, null);
  const unreadableToo = onBus('0000:1a:00.0', { ...PF, vendor: '!EIO' }, null);
  const { records, findings } = await show(
    machine(onBus('0000:18:00.0', { ...PF, ...rdma('mlx5_0') }), unreadable, unreadableToo),
  );
  expect(records).toHaveLength(1);
  expect(reasons(findings)).toEqual([
    '/sys/bus/pci/devices  unreadable cannot read the vendor of 0000:19:00.0, 0000:1a:00.0: EIO',
  ]);
});

test('reports a machine without adapters, and a bus that cannot be listed', async () => {
  expect((await show(machine())).findings).toEqual([
    {
      type: 'devices',
      where: '/sys/bus/pci/devices',
      field: null,
      code: 'absent',
      detail: 'no adapter: no device of vendor 15b3 in /sys/bus/pci/devices',
      fix: 'lspci -d 15b3:    or without hardware: fabric devices --replay bluefield3',
    },
  ]);
  const failed = await show(smallMachine({ '/sys/bus/pci/devices': '!EACCES' }));
  expect(reasons(failed.findings)).toEqual([
    '/sys/bus/pci/devices  unreadable cannot list /sys/bus/pci/devices (EACCES)',
  ]);
});

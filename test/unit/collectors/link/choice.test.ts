// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which functions are queried, with which command lines. */

import { expect, test } from 'vitest';
import { OPTIONS } from '../../../../src/collectors/link/options.js';
import { link } from '../../../../src/collectors/link.js';
import { parseDevicePattern } from '../../../../src/core/choice.js';
import { recordsOf } from '../../../../src/core/document.js';
import type { Host } from '../../../../src/core/host.js';
import { argvOf } from '../../../../src/core/invocation.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import { onBus } from '../../pci-bus.js';
import { type Paths, smallMachine } from '../../small-machine.js';
import { counters, optics, printJson, printText, link as upLink } from './printed.js';

const rdma = (name: string): Paths => ({
  class: '0x020000',
  [`infiniband/${name}/fw_ver`]: '22.39.3004',
  [`infiniband/${name}/ports/1/link_layer`]: 'Ethernet',
  [`net/eth${name.at(-1)}/phys_port_name`]: 'p0',
});
const PFS = {
  ...onBus('0000:18:00.0', { device: '0x1021', ...rdma('mlx5_0') }),
  ...onBus('0000:18:00.1', { device: '0x1021', ...rdma('mlx5_10') }),
};
const VFS = {
  ...onBus('0000:18:00.2', { device: '0x101e', physfn: '-> ../0000:18:00.0', ...rdma('mlx5_2') }),
  ...onBus('0000:18:00.3', { device: '0x101e', physfn: '-> ../0000:18:00.0', ...rdma('mlx5_3') }),
};

const ANSWER = printJson({ ...upLink(), ...optics(), ...counters({ 'Link Down Counter': '0' }) });

type QueryResult = {
  readonly ran: readonly string[];
  readonly ports: readonly string[];
  readonly messages: readonly string[];
};

const query = async (
  paths: Paths,
  devices: readonly string[] = [],
  options: Partial<Record<keyof typeof OPTIONS, boolean>> = {},
): Promise<QueryResult> => {
  const ran: string[] = [];
  const machine = smallMachine({ '/etc/fabric/': '', ...paths });
  const host: Host = {
    ...machine,
    run: async (invocation, values, device) => {
      const [, ...args] = argvOf(invocation, values);
      ran.push(`${device} ${args.join(' ')}`);
      const stdout = args.includes('PCIE') ? printText({}) : ANSWER;
      return { kind: 'ok', stdout, stderr: '', durationSeconds: 0 };
    },
  };
  const none = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, false])) as Record<
    keyof typeof OPTIONS,
    boolean
  >;
  const raw = await link.collect(host, {
    devices: devices.map(parseDevicePattern),
    all: false,
    options: { ...none, ...options },
  });
  const document = makeDocument(link, link.parse(raw) as never, { host: null, at: new Date(0), seconds: 0 });
  return {
    ran,
    ports: recordsOf(document, 'ports').map((port) => `${port['device']}/${port['port']} ${port['netdev']}`),
    messages: document.problems.map(
      ({ where, severity, detail }) => `${severity}: ${where === '' ? '' : `${where}: `}${detail}`,
    ),
  };
};

const BASE = '-p 1 -m -c --json';

test('runs one command per function in natural order, with the card as the device', async () => {
  expect(await query(PFS)).toEqual({
    ran: [`0000:18:00 -d 0000:18:00.0 ${BASE}`, `0000:18:00 -d 0000:18:00.1 ${BASE}`],
    ports: ['mlx5_0/1 eth0', 'mlx5_10/1 eth0'],
    messages: [],
  });
});

test('skips and counts VFs, and queries them only by name', async () => {
  const SKIPPED = 'note: skipped 2 VFs (mlxlink blocks 8 s on each); use -d NAME';
  expect((await query({ ...PFS, ...VFS })).messages).toEqual([SKIPPED]);
  expect(await query({ ...PFS, ...VFS }, ['mlx5_*'])).toMatchObject({
    ports: ['mlx5_0/1 eth0', 'mlx5_10/1 eth0'],
    messages: [SKIPPED],
  });
  expect(await query({ ...PFS, ...VFS }, ['mlx5_3'])).toMatchObject({ ports: ['mlx5_3/1 eth3'], messages: [] });
});

test.each([['mlx5_10'], ['mlx5_10/1'], ['0000:18:00.1'], ['18:00.1']])('%s selects a function', async (name) => {
  expect((await query(PFS, [name])).ran).toEqual([`0000:18:00 -d 0000:18:00.1 ${BASE}`]);
});

test('rejects an unknown device, and warns of it next to a known one', async () => {
  await expect(query(PFS, ['mlx5_7'])).rejects.toMatchObject({
    code: 'not_found',
    message: 'unknown device mlx5_7; available: mlx5_0, mlx5_10',
  });
  await expect(query(PFS, ['mlx5_0/2'])).rejects.toMatchObject({
    code: 'not_found',
    message: 'unknown port mlx5_0/2; a function has port 1 only',
  });
  expect((await query(PFS, ['mlx5_0', 'mlx5_7'])).messages).toEqual(['warning: mlx5_7: no such device']);
  expect(await query({ '/sys/bus/pci/devices/': '' })).toEqual({
    ran: [],
    ports: [],
    messages: ['note: no NVIDIA adapter on the PCI bus'],
  });
});

test.each([
  ['fec', '-p 1 -m -c --show_fec --rx_fec_histogram --show_histogram --json'],
  ['eye', '-p 1 -m -c -e --json'],
  ['health', BASE],
  ['module', BASE],
  ['counters', BASE],
])('--%s runs one command', async (option, args) => {
  expect((await query(PFS, ['mlx5_0'], { [option]: true })).ran).toEqual([`0000:18:00 -d 0000:18:00.0 ${args}`]);
});

test('--pcie runs a second command with text output', async () => {
  const { ran, messages } = await query(PFS, ['mlx5_0'], { pcie: true });
  expect(ran).toEqual([`0000:18:00 -d 0000:18:00.0 ${BASE}`, '0000:18:00 -d 0000:18:00.0 --port_type PCIE -c']);
  expect(messages).toEqual([expect.stringMatching(/^warning: mlx5_0\/1: mlxlink: output is not a report/)]);
});

test('warns of unreadable settings and uses the default limits', async () => {
  const { ports, messages } = await query({ ...PFS, '/etc/fabric/fabric.ini': '!EIO' }, ['mlx5_0']);
  expect({ ports, messages }).toEqual({
    ports: ['mlx5_0/1 eth0'],
    messages: ['warning: /etc/fabric/fabric.ini: /etc/fabric/fabric.ini (EIO): using default limits'],
  });
});

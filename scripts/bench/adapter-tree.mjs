// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The machines of the bench: so many healthy InfiniBand adapters with one port each, all their files below a directory. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { materialise } from '../../fixtures/materialise.mjs';
import {
  addNetdev,
  addPciDevice,
  addRdmaDevice,
  addRdmaPort,
  guidOf,
  INFINIBAND,
  MELLANOX,
} from '../../fixtures/synthetic/adapter.mjs';
import { infinibandHwCounters, netdevStatistics, portCounters } from '../../fixtures/synthetic/counters.mjs';
import { SysfsTree } from '../../fixtures/synthetic/sysfs-tree.mjs';

const ROOT_PORT = { vendor: '0x8086', device: '0x352a', pciClass: '0x060400' };
const CONNECTX7 = { vendor: MELLANOX, device: '0x1021', pciClass: '0x020700' };
const IDENTITY = { firmware: '28.43.2026', boardId: 'MT_0000000838', hcaType: 'MT4129', hwRev: 0 };
const ACTIVE = { state: '4: ACTIVE', physState: '5: LinkUp' };

const hex = (number, digits) => number.toString(16).padStart(digits, '0');

/** A root port and a function for each adapter: 64 pairs of buses in a domain. */
function addPciPath(tree, index) {
  const domain = hex(Math.floor(index / 64), 4);
  const bus = 2 * (index % 64) + 16;
  const rootPort = `/sys/devices/pci${domain}:${hex(bus, 2)}/${domain}:${hex(bus, 2)}:01.0`;
  const pciFunction = `${rootPort}/${domain}:${hex(bus + 1, 2)}:00.0`;
  addPciDevice(tree, rootPort, { ...ROOT_PORT, numaNode: 0 });
  addPciDevice(tree, pciFunction, { ...CONNECTX7, numaNode: 0 });
  return pciFunction;
}

/** Counts of a port that has been busy for weeks: as many digits as a real one shows. */
function countersOf(index) {
  const busy = BigInt(index + 1);
  const bytes = { rx: 12_884_901_888_000_000n + 4096n * busy, tx: 12_832_771_904_000_000n + 8192n * busy };
  const packets = { rx: bytes.rx / 4096n, tx: bytes.tx / 4096n };
  const multicast = { rx: 401_122n + busy, tx: 388_417n + busy };
  return portCounters({ bytes, packets, multicast }, { port_xmit_wait: 302_881_460 + index });
}

function addAdapter(tree, index) {
  const mac = `9c:63:c0:1f:${hex(index >> 8, 2)}:${hex(index & 255, 2)}`;
  const guids = { guid: guidOf(mac), systemGuid: guidOf(mac) };
  const pciFunction = addPciPath(tree, index);
  const device = addRdmaDevice(tree, pciFunction, {
    name: `mlx5_${index}`,
    hostname: 'bench',
    identity: IDENTITY,
    ...guids,
  });
  addRdmaPort(tree, device, {
    number: 1,
    layer: INFINIBAND,
    link: ACTIVE,
    rate: '400 Gb/sec (4X NDR)',
    lid: `0x${hex(index + 17, 1)}`,
    smLid: '0x1',
    counters: countersOf(index),
    hwCounters: infinibandHwCounters({ rx_write_requests: 2_811_480_336 + index, rx_read_requests: 9_113_047 }),
  });
  const packets = { rx: 1_213_884n, tx: 884_190n };
  addNetdev(tree, pciFunction, {
    name: `ib${index}`,
    layer: INFINIBAND,
    address: mac,
    mtu: 4092,
    up: true,
    speed: 400_000,
    statistics: netdevStatistics({ bytes: { rx: 1_213_884_206n, tx: 884_190_337n }, packets }, { multicast: 401_122 }),
  });
}

/** Makes `root`, with `adapters` adapters mlx5_0, mlx5_1 … below `root`/sys. */
export function makeAdapterTree(root, adapters) {
  const tree = new SysfsTree();
  for (let index = 0; index < adapters; index++) addAdapter(tree, index);
  mkdirSync(root);
  writeFileSync(join(root, 'files.ndjson'), tree.toNdjson());
  materialise(root, root);
}

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Decides which files to read for a port, and in which order. Lists directories; reads no file. */

import type { ErrnoAnswer, FileAnswer, FileGroup } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import type { CounterPlace } from './counters.js';
import type { DeviceIdentity } from './identity.js';
import { CLASS, type CounterFile, type PortIdentity, type RawPort } from './raw.js';

/** An RDMA device before its files are read. */
export type Device = DeviceIdentity & {
  readonly name: string;
  readonly ports: readonly number[];
  /** Entries of its port directory that are not port numbers. */
  readonly invalidPorts: readonly string[];
  readonly netdevs: readonly string[];
};

/** The file of a port's GID table that names its netdev. Reading it fails with EINVAL on InfiniBand. */
export const gidNetdevPath = (device: string, port: number): string =>
  `${CLASS}/${device}/ports/${port}/gid_attrs/ndevs/0`;

/** The netdev named in the file; null without one. A name with `/` is rejected: it becomes part of a path. */
export const netdevNamed = (answer: FileAnswer | undefined): string | null => {
  const name = answer?.kind === 'text' ? answer.text.trim() : '';
  return /^(?!\.{1,2}$)[^/\s\p{Cc}]{1,15}$/u.test(name) ? name : null;
};

/** Lists the counter files of a directory, or returns the error. */
export const listCounters = (
  host: Host,
  place: CounterPlace,
  directory: string,
): readonly CounterFile[] | ErrnoAnswer => {
  const found = host.readdir(directory);
  if (found.kind === 'error') return found;
  return found.entries.toSorted().map((name) => ({ place, name, path: `${directory}/${name}` }));
};

/** Directory of a netdev's counters. */
export const statisticsOf = (netdev: string): string => `/sys/class/net/${netdev}/statistics`;

/** Collects the paths of everything that is read for one port. */
export const planPort = (host: Host, device: Device, port: number, identity: PortIdentity): RawPort => {
  const base = `${CLASS}/${device.name}`;
  const below = `${base}/ports/${port}`;
  // A VF, SF, representor or virtual device has only some of the directories; for a PF a missing one is reported.
  const isAdapter = identity.portKind === 'pf' || identity.portKind === null;
  const wanted: { place: CounterPlace; directory: string; isExpected: boolean }[] = [
    { place: 'pma', directory: `${below}/counters`, isExpected: isAdapter },
    { place: 'hw', directory: `${below}/hw_counters`, isExpected: isAdapter },
  ];
  if (identity.netdev !== null) {
    wanted.unshift({ place: 'net', directory: statisticsOf(identity.netdev), isExpected: true });
  }
  // Counters of the device belong to its first port: the uplink in switchdev mode, else the only port.
  if (port === device.ports[0]) wanted.push({ place: 'hw', directory: `${base}/hw_counters`, isExpected: false });

  const counters: CounterFile[] = [];
  const unlisted: { directory: string; error: ErrnoAnswer }[] = [];
  for (const { place, directory, isExpected } of wanted) {
    const found = listCounters(host, place, directory);
    if (!('kind' in found)) counters.push(...found);
    else if (isExpected || found.errno !== 'ENOENT') unlisted.push({ directory, error: found });
  }
  return {
    device: device.name,
    port,
    pciAddress: device.pciAddress,
    ...identity,
    counters,
    unlisted,
    files: {
      fw_ver: `${base}/fw_ver`,
      board_id: `${base}/board_id`,
      hca_type: `${base}/hca_type`,
      link_layer: `${below}/link_layer`,
      state: `${below}/state`,
      phys_state: `${below}/phys_state`,
      rate: `${below}/rate`,
      lid: `${below}/lid`,
    },
  };
};

/** The files of a port. Those the kernel answers from memory come first, so that hanging firmware does not cost them. */
export const filesOf = (port: RawPort): string[] => {
  const { fw_ver, board_id, hca_type, link_layer, state, phys_state, rate, lid } = port.files;
  // Something that looks like a PF may still be a VF in a guest.
  const types = port.portKind === 'pf' ? [hca_type] : [];
  const fromMemory = [fw_ver, board_id, ...types, gidNetdevPath(port.device, port.port)];
  const fromDevice = [link_layer, state, phys_state, rate, lid];
  for (const { place, path } of port.counters) (place === 'net' ? fromMemory : fromDevice).push(path);
  return fromMemory.concat(fromDevice);
};

/** One group per device, each file once. */
export const groupByDevice = (
  ports: readonly RawPort[],
  files: (port: RawPort) => readonly string[],
): readonly FileGroup[] => {
  const groups = new Map<string, Set<string>>();
  for (const port of ports) {
    const paths = groups.get(port.device) ?? new Set();
    for (const path of files(port)) paths.add(path);
    groups.set(port.device, paths);
  }
  return [...groups].map(([device, paths]) => ({ device, paths: [...paths] })).filter((g) => g.paths.length > 0);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which files to read for a port, and in which order. Lists directories, reads nothing. */

import type { ErrnoAnswer, FileAnswer, FileGroup } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import type { CounterPlace } from './counters.js';
import type { DeviceIdentity } from './identity.js';
import { CLASS, type CounterFile, type PortIdentity, type RawPort } from './raw.js';

/** A device of the class, before its files are read. */
export type Device = DeviceIdentity & {
  readonly name: string;
  readonly ports: readonly number[];
  /** Entries of its port directory that are not port numbers. */
  readonly strangePorts: readonly string[];
  readonly netdevs: readonly string[];
};

/** The file in which a port's GID table names its netdev; EINVAL on InfiniBand. */
export const gidNetdevPath = (device: string, port: number): string =>
  `${CLASS}/${device}/ports/${port}/gid_attrs/ndevs/0`;

/** The netdev that such a file names; null when it names none. A name can be no path: it becomes part of one. */
export const netdevNamed = (answer: FileAnswer | undefined): string | null => {
  const name = answer?.kind === 'text' ? answer.text.trim() : '';
  return /^(?!\.{1,2}$)[^/\s\p{Cc}]{1,15}$/u.test(name) ? name : null;
};

/** The counter files of one directory, or why they could not be listed. */
export const listCounters = (
  host: Host,
  place: CounterPlace,
  directory: string,
): readonly CounterFile[] | ErrnoAnswer => {
  const found = host.readdir(directory);
  if (found.kind === 'error') return found;
  return found.entries.toSorted().map((name) => ({ place, name, path: `${directory}/${name}` }));
};

/** Where the netdev's own counters are. */
export const statisticsOf = (netdev: string): string => `/sys/class/net/${netdev}/statistics`;

/** Plans the reading of one port. */
export const planPort = (host: Host, device: Device, port: number, identity: PortIdentity): RawPort => {
  const base = `${CLASS}/${device.name}`;
  const below = `${base}/ports/${port}`;
  // A VF, SF, representor or virtual device has only some of the directories; an adapter that lacks one says so.
  const isAdapter = identity.portKind === 'pf' || identity.portKind === null;
  const wanted: { place: CounterPlace; directory: string; isExpected: boolean }[] = [
    { place: 'pma', directory: `${below}/counters`, isExpected: isAdapter },
    { place: 'hw', directory: `${below}/hw_counters`, isExpected: isAdapter },
  ];
  if (identity.netdev !== null) {
    wanted.unshift({ place: 'net', directory: statisticsOf(identity.netdev), isExpected: true });
  }
  // Counters of the device are those of its first port: in switchdev mode the uplink, elsewhere the only one.
  if (port === device.ports[0]) wanted.push({ place: 'hw', directory: `${base}/hw_counters`, isExpected: false });

  const counters: CounterFile[] = [];
  const unlisted: { directory: string; refusal: ErrnoAnswer }[] = [];
  for (const { place, directory, isExpected } of wanted) {
    const found = listCounters(host, place, directory);
    if (!('kind' in found)) counters.push(...found);
    else if (isExpected || found.errno !== 'ENOENT') unlisted.push({ directory, refusal: found });
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

/** What the kernel answers from memory comes first: a firmware that hangs then costs only what is its own. */
export const filesOf = (port: RawPort): string[] => {
  const { fw_ver, board_id, hca_type, link_layer, state, phys_state, rate, lid } = port.files;
  // Only what looks like a PF may be a VF after all.
  const types = port.portKind === 'pf' ? [hca_type] : [];
  const fromMemory = [fw_ver, board_id, ...types, gidNetdevPath(port.device, port.port)];
  const fromDevice = [link_layer, state, phys_state, rate, lid];
  for (const { place, path } of port.counters) (place === 'net' ? fromMemory : fromDevice).push(path);
  return fromMemory.concat(fromDevice);
};

/** One group a device, each file once. */
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

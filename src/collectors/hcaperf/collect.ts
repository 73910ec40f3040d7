// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the files of the chosen ports. Interprets only names and links, to find out what to read next. */

import { readPortNumber } from '../../core/adapter/port-number.js';
import { type Choice, choosesPort, findUnmatched, includesDevice, namesOneDevice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { ErrnoAnswer, FileAnswer, FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { listNames } from '../../core/list-names.js';
import { compareNatural } from '../../core/natural-order.js';
import { turnTaker } from '../../core/turns.js';
import type { Netdev } from '../../hardware/adapter/netdev.js';
import { identifyDevice, kindOfPort, netdevOfPort } from './identity.js';
import {
  type Device,
  filesOf,
  gidNetdevPath,
  groupByDevice,
  listCounters,
  netdevNamed,
  planPort,
  statisticsOf,
} from './plan.js';
import type { Kind } from './ports.js';
import { CLASS, type HcaperfRaw, type PortIdentity, type RawPort } from './raw.js';

/** Reads the chosen ports. @throws not_found when none of the requested devices or ports exists */
export const collect = async (host: Host, choice: Choice): Promise<HcaperfRaw> => {
  const devices = host.readdir(CLASS);
  const names = devices.kind === 'entries' ? [...devices.entries].sort(compareNatural) : [];
  const unmatched = findUnmatched(choice, names, names);

  const unlistable: { device: string; error: ErrnoAnswer }[] = [];
  const chosen: Device[] = [];
  const takeListTurn = turnTaker();
  for (const name of names.filter((n) => includesDevice(choice, n))) {
    await takeListTurn();
    const ports = host.readdir(`${CLASS}/${name}/ports`);
    if (ports.kind === 'error') unlistable.push({ device: name, error: ports });
    else chosen.push(listDevice(host, name, ports.entries));
  }

  const invalidPorts = chosen.flatMap(({ name: device, invalidPorts }) =>
    invalidPorts.map((name) => ({ device, name })),
  );

  const identityAnswers = await readIdentities(host, chosen);
  const ports: RawPort[] = [];
  const skipped: Partial<Record<Kind, number>> = {};
  const takeTurn = turnTaker();
  for (const device of chosen) {
    const identify = portIdentifier(device, identityAnswers);
    for (const port of device.ports.filter((p) => choosesPort(choice, device.name, p))) {
      await takeTurn();
      const identity = identify(port);
      if (isSelected(choice, device.name, port, identity.portKind)) ports.push(planPort(host, device, port, identity));
      else if (identity.portKind !== null) skipped[identity.portKind] = (skipped[identity.portKind] ?? 0) + 1;
    }
  }
  if (
    choice.devices.length > 0 &&
    chosen.length > 0 &&
    ports.length + invalidPorts.length === 0 &&
    Object.keys(skipped).length === 0
  ) {
    const available = chosen.flatMap((d) => d.ports.map((port) => `${d.name}/${port}`));
    const requested = choice.devices.map((p) => p.text).join(', ');
    throw new FabricError('not_found', `unknown port ${requested}; available: ${listNames(available)}`);
  }

  const read = await host.readFiles(
    groupByDevice(ports, (p) => (p.timedOut === null ? filesOf(p).filter((path) => !identityAnswers.has(path)) : [])),
  );
  const answers = mergeAnswers(identityAnswers, read);
  const bonds = await readBonds(host, ports, answers);
  return {
    devices,
    ports: bonds.ports,
    unlistable,
    invalidPorts,
    skipped,
    unmatched: unmatched.map((p) => p.text),
    answers: mergeAnswers(answers, bonds.read),
  };
};

/** Merges two answer maps. If one is empty, the other is not copied: 256 adapters give 20,000 answers. */
const mergeAnswers = (a: FileAnswers, b: FileAnswers): FileAnswers => {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Map([...a, ...b]);
};

const listDevice = (host: Host, name: string, ports: readonly string[]): Device => {
  const path = `${CLASS}/${name}`;
  const netdevs = host.readdir(`${path}/device/net`);
  return {
    name,
    ...identifyDevice(host.readlink(path), host.readlink(`${path}/device`), host.readlink(`${path}/device/physfn`)),
    ports: ports
      .map(readPortNumber)
      .filter((port) => port !== null)
      .sort((a, b) => a - b),
    // Port 0 of a switch is its management port; it has no counters.
    invalidPorts: ports.filter((name) => name !== '0' && readPortNumber(name) === null),
    netdevs: netdevs.kind === 'entries' ? [...netdevs.entries].sort(compareNatural) : [],
  };
};

const netdevPath = (device: string, netdev: string, file: 'phys_port_name' | 'dev_port'): string =>
  `${CLASS}/${device}/device/net/${netdev}/${file}`;

/** Reads what maps netdevs to ports. A device with one port and one netdev needs no extra read. */
const readIdentities = async (host: Host, devices: readonly Device[]): Promise<FileAnswers> => {
  const groups = devices
    .filter((device) => device.ports.length > 1 || device.netdevs.length > 1)
    .map(({ name, netdevs, ports }) => ({
      device: name,
      paths: [
        ...netdevs.flatMap((n) => [netdevPath(name, n, 'phys_port_name'), netdevPath(name, n, 'dev_port')]),
        ...ports.map((port) => gidNetdevPath(name, port)),
      ],
    }));
  // At most half of the deadline, so that an adapter that hangs here leaves time for the counters of the others.
  return groups.length === 0 ? new Map() : host.readFiles(groups, 0.5);
};

/** Returns a function that identifies a port of the device. What the netdevs report is evaluated once. */
const portIdentifier = (device: Device, answers: FileAnswers): ((port: number) => PortIdentity) => {
  const textOf = (path: string): string | null => {
    const answer = answers.get(path);
    return answer?.kind === 'text' && answer.text.trim() !== '' ? answer.text.trim() : null;
  };
  const netdevs = device.netdevs.map((name): Netdev => {
    const devPort = textOf(netdevPath(device.name, name, 'dev_port'));
    return {
      name,
      physPortName: textOf(netdevPath(device.name, name, 'phys_port_name')),
      devPort: devPort !== null && /^\d{1,9}$/.test(devPort) ? Number(devPort) : null,
    };
  });
  const isTimeout = (answer: FileAnswer | undefined) => answer?.kind === 'timeout';
  const hung =
    device.netdevs.map((name) => answers.get(netdevPath(device.name, name, 'dev_port'))).find(isTimeout) ?? null;
  return (port) => {
    const gidAnswer = answers.get(gidNetdevPath(device.name, port));
    const netdev = netdevOfPort(port, device.ports.length, netdevs, netdevNamed(gidAnswer));
    return {
      netdev,
      portKind: kindOfPort(device.kind, port, netdev, netdevs),
      timedOut: gidAnswer?.kind === 'timeout' ? gidAnswer : hung,
    };
  };
};

/** VFs, SFs and representors are read only with `--all` or by name: each read can cost a firmware command. */
const isSelected = (choice: Choice, device: string, port: number, kind: Kind | null): boolean => {
  if (choice.all || kind === 'pf' || kind === 'virtual' || kind === null) return true;
  return choice.devices.some(
    (p) => namesOneDevice(p) && p.device === device && (p.port === port || (p.port === null && kind !== 'representor')),
  );
};

/** Reads the statistics of bonds: the GID table of a bonded port names the bond's netdev, so those counters apply. */
const readBonds = async (
  host: Host,
  ports: readonly RawPort[],
  answers: FileAnswers,
): Promise<{ readonly ports: readonly RawPort[]; readonly read: FileAnswers }> => {
  const portsWithBonds = ports.map((port): RawPort => {
    const netdev = netdevNamed(answers.get(gidNetdevPath(port.device, port.port)));
    if (netdev === null || netdev === port.netdev) return port;
    const directory = statisticsOf(netdev);
    const found = listCounters(host, 'net', directory);
    const otherCounters = port.counters.filter((c) => c.place !== 'net');
    return 'kind' in found
      ? { ...port, netdev, counters: otherCounters, unlisted: [...port.unlisted, { directory, error: found }] }
      : { ...port, netdev, counters: [...found, ...otherCounters] };
  });
  const changed = portsWithBonds.filter((port, i) => port !== ports[i]);
  if (changed.length === 0) return { ports, read: new Map() };
  const netFiles = (port: RawPort): string[] => port.counters.filter((c) => c.place === 'net').map((c) => c.path);
  return { ports: portsWithBonds, read: await host.readFiles(groupByDevice(changed, netFiles)) };
};

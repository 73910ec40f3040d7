// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asks the host for every file of the chosen ports. Understands only names and links: what to ask next. */

import { readPortNumber } from '../../core/adapter/port-number.js';
import { type Choice, choosesPort, findUnmatched, includesDevice, namesOneDevice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { ErrnoAnswer, FileAnswer, FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { isOrAre } from '../../core/list-names.js';
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

/** Reads the chosen ports. @throws not_found when all that was asked for by name is not there */
export const collect = async (host: Host, choice: Choice): Promise<HcaperfRaw> => {
  const devices = host.readdir(CLASS);
  const names = devices.kind === 'entries' ? [...devices.entries].sort(compareNatural) : [];
  const unmatched = findUnmatched(choice, names, names);

  const broken: { device: string; refusal: ErrnoAnswer }[] = [];
  const chosen: Device[] = [];
  const takeTurnToLook = turnTaker();
  for (const name of names.filter((n) => includesDevice(choice, n))) {
    await takeTurnToLook();
    const ports = host.readdir(`${CLASS}/${name}/ports`);
    if (ports.kind === 'error') broken.push({ device: name, refusal: ports });
    else chosen.push(lookAt(host, name, ports.entries));
  }

  const strangePorts = chosen.flatMap(({ name: device, strangePorts }) =>
    strangePorts.map((name) => ({ device, name })),
  );

  const told = await readIdentities(host, chosen);
  const ports: RawPort[] = [];
  const notRead: Partial<Record<Kind, number>> = {};
  const takeTurn = turnTaker();
  for (const device of chosen) {
    const identify = portIdentifier(device, told);
    for (const port of device.ports.filter((p) => choosesPort(choice, device.name, p))) {
      await takeTurn();
      const identity = identify(port);
      if (isWanted(choice, device.name, port, identity.portKind)) ports.push(planPort(host, device, port, identity));
      else if (identity.portKind !== null) notRead[identity.portKind] = (notRead[identity.portKind] ?? 0) + 1;
    }
  }
  if (
    choice.devices.length > 0 &&
    chosen.length > 0 &&
    ports.length + strangePorts.length === 0 &&
    Object.keys(notRead).length === 0
  ) {
    const there = chosen.flatMap((d) => d.ports.map((port) => `${d.name}/${port}`));
    const asked = choice.devices.map((p) => p.text).join(', ');
    throw new FabricError('not_found', `unknown port ${asked}; available: ${isOrAre(there)}`);
  }

  const read = await host.readFiles(
    groupByDevice(ports, (p) => (p.gaveUp === null ? filesOf(p).filter((path) => !told.has(path)) : [])),
  );
  const answers = together(told, read);
  const bonds = await readBonds(host, ports, answers);
  return {
    devices,
    ports: bonds.ports,
    broken,
    strangePorts,
    notRead,
    unmatched: unmatched.map((p) => p.text),
    answers: together(answers, bonds.read),
  };
};

/** Both. One that is empty costs no copy of the other: 256 adapters give 20,000 answers. */
const together = (some: FileAnswers, others: FileAnswers): FileAnswers => {
  if (some.size === 0) return others;
  return others.size === 0 ? some : new Map([...some, ...others]);
};

const lookAt = (host: Host, name: string, ports: readonly string[]): Device => {
  const path = `${CLASS}/${name}`;
  const netdevs = host.readdir(`${path}/device/net`);
  return {
    name,
    ...identifyDevice(host.readlink(path), host.readlink(`${path}/device`), host.readlink(`${path}/device/physfn`)),
    ports: ports
      .map(readPortNumber)
      .filter((port) => port !== null)
      .sort((a, b) => a - b),
    // Port 0 of a switch is its management port, which has no counters.
    strangePorts: ports.filter((name) => name !== '0' && readPortNumber(name) === null),
    netdevs: netdevs.kind === 'entries' ? [...netdevs.entries].sort(compareNatural) : [],
  };
};

const netdevPath = (device: string, netdev: string, file: 'phys_port_name' | 'dev_port'): string =>
  `${CLASS}/${device}/device/net/${netdev}/${file}`;

/** Only several ports or netdevs leave open which is whose: one of each costs no extra pass. */
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
  // Half of the time: an adapter that hangs here must leave the others theirs.
  return groups.length === 0 ? new Map() : host.readFiles(groups, 0.5);
};

/** Identifies the ports of a device. What its netdevs said is the same for each of them. */
const portIdentifier = (device: Device, told: FileAnswers): ((port: number) => PortIdentity) => {
  const textOf = (path: string): string | null => {
    const answer = told.get(path);
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
    device.netdevs.map((name) => told.get(netdevPath(device.name, name, 'dev_port'))).find(isTimeout) ?? null;
  return (port) => {
    const named = told.get(gidNetdevPath(device.name, port));
    const netdev = netdevOfPort(port, device.ports.length, netdevs, netdevNamed(named));
    return {
      netdev,
      portKind: kindOfPort(device.kind, port, netdev, netdevs),
      gaveUp: named?.kind === 'timeout' ? named : hung,
    };
  };
};

/** A VF, SF or representor is read with `--all`, or when the user names it: each read can cost a firmware command. */
const isWanted = (choice: Choice, device: string, port: number, kind: Kind | null): boolean => {
  if (choice.all || kind === 'pf' || kind === 'virtual' || kind === null) return true;
  return choice.devices.some(
    (p) => namesOneDevice(p) && p.device === device && (p.port === port || (p.port === null && kind !== 'representor')),
  );
};

/** A port of a bond: its GID table names the bond's netdev, so the statistics are to be the bond's. */
const readBonds = async (
  host: Host,
  ports: readonly RawPort[],
  answers: FileAnswers,
): Promise<{ readonly ports: readonly RawPort[]; readonly read: FileAnswers }> => {
  const corrected = ports.map((port): RawPort => {
    const netdev = netdevNamed(answers.get(gidNetdevPath(port.device, port.port)));
    if (netdev === null || netdev === port.netdev) return port;
    const directory = statisticsOf(netdev);
    const found = listCounters(host, 'net', directory);
    const others = port.counters.filter((c) => c.place !== 'net');
    return 'kind' in found
      ? { ...port, netdev, counters: others, unlisted: [...port.unlisted, { directory, refusal: found }] }
      : { ...port, netdev, counters: [...found, ...others] };
  });
  const changed = corrected.filter((port, i) => port !== ports[i]);
  if (changed.length === 0) return { ports, read: new Map() };
  const netFiles = (port: RawPort): string[] => port.counters.filter((c) => c.place === 'net').map((c) => c.path);
  return { ports: corrected, read: await host.readFiles(groupByDevice(changed, netFiles)) };
};

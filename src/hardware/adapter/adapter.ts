// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The adapters of a machine: their PCI functions, the names of these, and which share a card. */

import { readPortNumber } from '../../core/adapter/port-number.js';
import { answerTo, parseTextAnswer } from '../../core/attribute.js';
import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { cardOf, namesOfAddress } from '../../core/pci-address.js';
import { BUS, type BusFunction, FIND_READS, findFunctions, namesIn, physfnOf } from './bus.js';
import { driverOf, type FunctionKind, isAdapter, kindOfFunction } from './kind.js';
import { modelOf } from './model.js';
import { sortNetdevs } from './netdev.js';

/** A port of an RDMA device; the link layer is the kernel's word in lower case, null without one. */
export type AdapterPort = {
  readonly rdmaDevice: string;
  readonly port: number;
  readonly linkLayer: 'infiniband' | 'ethernet' | null;
};

/** A PCI function of an adapter. Null: not known. */
export type Adapter = {
  readonly pciAddress: string;
  /** domain:bus:device: its functions share one firmware. */
  readonly card: string;
  readonly kind: FunctionKind | null;
  /** The physical function of a VF; null for any other function, and for a VF whose PF is in another machine. */
  readonly physfn: string | null;
  /** `mlx5_core`, `vfio-pci`; null when none is bound. */
  readonly driver: string | null;
  /** In natural order; none without a driver of ours. */
  readonly rdmaDevices: readonly string[];
  /** Netdevs of the function, without the representors of its eswitch; null when they cannot be distinguished. */
  readonly netdevs: readonly string[] | null;
  readonly ports: readonly AdapterPort[];
  /** PCI device id: `0x1021`. */
  readonly deviceId: string | null;
  readonly model: string | null;
  /** The PSID. */
  readonly boardId: string | null;
};

/** The paths that `listAdapters` reads, for a provider's declaration. */
export const ADAPTER_READS = [
  ...FIND_READS,
  `${BUS}/*/device`,
  `${BUS}/*/class`,
  `${BUS}/*/net/*/phys_port_name`,
  `${BUS}/*/infiniband/*/board_id`,
  `${BUS}/*/infiniband/*/ports`,
  `${BUS}/*/infiniband/*/ports/*/link_layer`,
] as const;

/** Every function of every adapter in the order of the bus; bridges and emulated disks are none. */
export const listAdapters = async (host: Host): Promise<readonly Adapter[]> => {
  const { functions } = await findFunctions(host);
  const found = functions.map((fn) => ({ fn, ports: portsOf(host, fn) }));
  const groups = found.map(({ fn, ports }) => ({ device: fn.pciAddress, paths: identityFiles(fn, ports) }));
  const answers = await host.readFiles(groups, 0.5);
  const adapters = found.flatMap(({ fn, ports }) => {
    const adapter = identify(fn, ports, answers);
    return adapter === null ? [] : [adapter];
  });
  // The VFs of many models share one device id: their PF has the name.
  const models = new Map(adapters.map(({ pciAddress, model }) => [pciAddress, model]));
  return adapters.map((one) => ({ ...one, model: one.model ?? models.get(one.physfn ?? '') ?? null }));
};

/** Names for `-d`: its own names, or its address also in the short form of lspci. */
export const namesOfAdapter = ({ pciAddress, rdmaDevices, netdevs }: Adapter): readonly string[] => [
  ...rdmaDevices,
  ...(netdevs ?? []),
  ...namesOfAddress(pciAddress),
];

type Port = Omit<AdapterPort, 'linkLayer'> & { readonly linkLayerFile: string };

const portsOf = (host: Host, fn: BusFunction): readonly Port[] =>
  namesIn(fn.rdmaDevices).flatMap((rdmaDevice) => {
    const directory = `${fn.path}/infiniband/${rdmaDevice}/ports`;
    return namesIn(host.readdir(directory)).flatMap((name) => {
      const port = readPortNumber(name);
      return port === null ? [] : [{ rdmaDevice, port, linkLayerFile: `${directory}/${name}/link_layer` }];
    });
  });

const portNameFile = (fn: BusFunction, netdev: string): string => `${fn.path}/net/${netdev}/phys_port_name`;

const identityFiles = (fn: BusFunction, ports: readonly Port[]): readonly string[] => [
  `${fn.path}/device`,
  `${fn.path}/class`,
  ...namesIn(fn.netdevs).map((netdev) => portNameFile(fn, netdev)),
  ...namesIn(fn.rdmaDevices).map((name) => `${fn.path}/infiniband/${name}/board_id`),
  ...ports.map((port) => port.linkLayerFile),
];

const identify = (fn: BusFunction, ports: readonly Port[], answers: FileAnswers): Adapter | null => {
  const textOf = (path: string): string | null => parseTextAnswer(answerTo(answers, path)).value;
  const deviceId = textOf(`${fn.path}/device`);
  const classId = textOf(`${fn.path}/class`);
  if (!isAdapter(fn, classId)) return null;
  const rdmaDevices = namesIn(fn.rdmaDevices);
  const netdevs = sortNetdevs(namesIn(fn.netdevs), (name) => answerTo(answers, portNameFile(fn, name)));
  const boardIds = rdmaDevices.map((name) => textOf(`${fn.path}/infiniband/${name}/board_id`));
  return {
    pciAddress: fn.pciAddress,
    card: cardOf(fn.pciAddress),
    kind: kindOfFunction(fn, classId, deviceId),
    physfn: physfnOf(fn),
    driver: driverOf(fn),
    rdmaDevices,
    netdevs: fn.netdevs.kind === 'error' || 'kind' in netdevs ? null : netdevs.own,
    ports: ports.map(({ rdmaDevice, port, linkLayerFile }) => ({
      rdmaDevice,
      port,
      linkLayer: linkLayerOf(textOf(linkLayerFile)),
    })),
    deviceId,
    model: deviceId === null ? null : modelOf(deviceId),
    boardId: boardIds.find((id) => id !== null) ?? null,
  };
};

const linkLayerOf = (text: string | null): AdapterPort['linkLayer'] => {
  const word = text?.toLowerCase();
  return word === 'infiniband' || word === 'ethernet' ? word : null;
};

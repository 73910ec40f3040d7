// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The PCI functions of vendor 15b3, as the bus lists them: facts from links and names, before any device is read. */

import type { FileAnswer, LinkAnswer, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { compareNatural } from '../../core/natural-order.js';
import { comparePciAddress, isPciAddress, pciAddressesIn } from '../../core/pci-address.js';
import { turnTaker } from '../../core/turns.js';

/** Directory of all PCI functions. */
export const BUS = '/sys/bus/pci/devices';

/** NVIDIA's vendor id, which was Mellanox's. */
const VENDOR = '0x15b3';

/** A device bound to one of these drivers is of that vendor, even if its vendor file is unreadable. */
const DRIVERS = ['/sys/bus/pci/drivers/mlx5_core', '/sys/bus/pci/drivers/mlx4_core'];

/** A PCI function or a scalable function with its RDMA devices and netdevs. A missing directory is empty. */
export type Holder = { readonly path: string; readonly rdmaDevices: ListAnswer; readonly netdevs: ListAnswer };

/** A function of the vendor: an adapter's, or one of the bridges and controllers beside it. */
export type BusFunction = Holder & {
  readonly pciAddress: string;
  /** Path below /sys/devices, which contains the bridges above the function. */
  readonly place: LinkAnswer;
  readonly driver: LinkAnswer;
  /** The physical function of a VF; ENOENT for every other function. */
  readonly physfn: LinkAnswer;
  readonly entries: ListAnswer;
  readonly subfunctions: readonly Holder[];
};

/** A function whose vendor could not be read: it is not known whether it is an adapter. */
export type UnknownFunction = { readonly pciAddress: string; readonly answer: Exclude<FileAnswer, { kind: 'text' }> };

/** All functions of the vendor in bus order, the unknown ones, and the listing of the bus. */
export type FoundFunctions = {
  readonly bus: ListAnswer;
  readonly functions: readonly BusFunction[];
  readonly unknown: readonly UnknownFunction[];
};

/** The paths that `findFunctions` reads, for a provider's declaration. */
export const FIND_READS = [
  ...DRIVERS,
  BUS,
  `${BUS}/*`,
  `${BUS}/*/vendor`,
  `${BUS}/*/driver`,
  `${BUS}/*/physfn`,
  `${BUS}/*/infiniband`,
  `${BUS}/*/net`,
  `${BUS}/*/mlx5_core.sf.*/infiniband`,
  `${BUS}/*/mlx5_core.sf.*/net`,
] as const;

/** Finds them. Reads the vendor of every function that no driver of ours holds: the kernel answers that from memory. */
export const findFunctions = async (host: Host): Promise<FoundFunctions> => {
  const bus = host.readdir(BUS);
  const addresses = namesIn(bus).filter(isPciAddress);
  const bound = new Set(DRIVERS.flatMap((driver) => namesIn(host.readdir(driver))));
  const open = addresses.filter((address) => !bound.has(address));
  const vendorOf = (address: string): string => `${BUS}/${address}/vendor`;
  // Half of the time: what follows is the reading that matters.
  const answers = await host.readFiles(
    open.map((address) => ({ device: address, paths: [vendorOf(address)] })),
    0.5,
  );
  const unknown: UnknownFunction[] = [];
  const ours = addresses.filter((address) => {
    const answer = answers.get(vendorOf(address));
    if (answer !== undefined && answer.kind !== 'text') unknown.push({ pciAddress: address, answer });
    return bound.has(address) || (answer?.kind === 'text' && answer.text.trim() === VENDOR);
  });
  const takeTurn = turnTaker();
  const functions: BusFunction[] = [];
  for (const address of ours.sort(comparePciAddress)) {
    await takeTurn();
    functions.push(inspectFunction(host, address));
  }
  return { bus, functions, unknown };
};

/** The names in a directory, in natural order; none if it could not be listed. */
export const namesIn = (answer: ListAnswer): readonly string[] =>
  answer.kind === 'entries' ? [...answer.entries].sort(compareNatural) : [];

/** The address of a VF's physical function; null for any other function. */
export const physfnOf = ({ physfn }: Pick<BusFunction, 'physfn'>): string | null =>
  physfn.kind === 'link' ? (pciAddressesIn(physfn.target).at(-1) ?? null) : null;

const inspectFunction = (host: Host, pciAddress: string): BusFunction => {
  const path = `${BUS}/${pciAddress}`;
  const entries = host.readdir(path);
  const scalable = namesIn(entries).filter((name) => /^mlx5_core\.sf\.\d+$/.test(name));
  return {
    pciAddress,
    place: host.readlink(path),
    driver: host.readlink(`${path}/driver`),
    physfn: host.readlink(`${path}/physfn`),
    entries,
    ...holderAt(host, path),
    subfunctions: scalable.map((name) => holderAt(host, `${path}/${name}`)),
  };
};

const holderAt = (host: Host, path: string): Holder => ({
  path,
  rdmaDevices: listOrEmpty(host, `${path}/infiniband`),
  netdevs: listOrEmpty(host, `${path}/net`),
});

const listOrEmpty = (host: Host, path: string): ListAnswer => {
  const answer = host.readdir(path);
  return answer.kind === 'error' && answer.errno === 'ENOENT' ? { kind: 'entries', entries: [] } : answer;
};

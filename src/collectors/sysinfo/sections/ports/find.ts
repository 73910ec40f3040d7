// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the network interfaces that are hardware by the links of /sys/class/net, before any file is read. */

import type { FileGroup, LinkAnswer, ListAnswer } from '../../../../core/file-answer.js';
import type { Host } from '../../../../core/host.js';
import { pciAddressesIn } from '../../../../core/pci-address.js';
import { namesIn } from '../../../../hardware/adapter/bus.js';

/** Documentation/ABI/testing/sysfs-class-net */
export const NET = '/sys/class/net';

/** The files of each. */
export const FILES = ['address', 'mtu', 'operstate', 'phys_port_name', 'phys_switch_id', 'speed'] as const;

/** A file of one. */
export const fileOf = (netdev: string, file: (typeof FILES)[number]): string => `${NET}/${netdev}/${file}`;

/** Every path, for the declaration. */
export const NETDEV_READS = [
  NET,
  `${NET}/*`,
  `${NET}/*/device/driver`,
  ...FILES.map((file) => `${NET}/*/${file}`),
] as const;

/** One of them, and where it is. */
export type Netdev = {
  readonly name: string;
  /** `../../devices/pci0000:00/…/0000:03:00.0/net/p0` */
  readonly place: LinkAnswer;
  /** PCI function of the interface; null without one, or when its place is unknown. */
  readonly pciAddress: string | null;
  readonly isSubfunction: boolean;
  readonly driver: LinkAnswer;
};

/** The ports found, and their files, grouped by function. */
export type FoundNetdevs = {
  readonly listing: ListAnswer;
  readonly netdevs: readonly Netdev[];
  readonly groups: readonly FileGroup[];
};

/** Finds them. An interface whose link cannot be read may be one. */
export const findNetdevs = (host: Host): FoundNetdevs => {
  const listing = host.readdir(NET);
  const netdevs = namesIn(listing).flatMap((name): readonly Netdev[] => {
    const place = host.readlink(`${NET}/${name}`);
    const target = place.kind === 'link' ? place.target : '';
    // bonding_masters is a file among the links.
    if (/\/devices\/virtual\//.test(target) || (place.kind === 'error' && place.errno === 'EINVAL')) return [];
    const pciAddress = pciAddressesIn(target).at(-1) ?? null;
    const isSubfunction = /\/mlx5_core\.sf\.\d+\//.test(target);
    return [{ name, place, pciAddress, isSubfunction, driver: host.readlink(`${NET}/${name}/device/driver`) }];
  });
  const groups = netdevs.map(({ name, pciAddress }) => ({
    device: pciAddress ?? name,
    paths: FILES.map((file) => fileOf(name, file)),
  }));
  return { listing, netdevs, groups };
};

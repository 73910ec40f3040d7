// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What an RDMA device and its ports are, told from links and names alone: none of this asks the firmware. Pure. */

import type { LinkAnswer } from '../../core/file-answer.js';
import { pciAddressesIn } from '../../core/pci-address.js';
import { isRepresentorName, isUplinkName, type Netdev } from '../../hardware/adapter/netdev.js';
import type { Kind } from './ports.js';

/** A device as the kernel's links show it. Null: the tree does not say. */
export type DeviceIdentity = { readonly kind: Exclude<Kind, 'representor'> | null; readonly pciAddress: string | null };

const SCALABLE_FUNCTION = /\/mlx5_core\.sf\.\d+(\/|$)/;

/**
 * `classLink` is /sys/class/infiniband/DEVICE (`../../devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0`), `deviceLink`
 * is DEVICE/device, `physfn` is DEVICE/device/physfn, which only a VF has.
 */
export const identifyDevice = (classLink: LinkAnswer, deviceLink: LinkAnswer, physfn: LinkAnswer): DeviceIdentity => {
  const path = [classLink, deviceLink].map((link) => (link.kind === 'link' ? link.target : '')).join(' ');
  if (/(^|\/)devices\/virtual\//.test(path)) return { kind: 'virtual', pciAddress: null };
  const pciAddress = pciAddressesIn(path).at(-1) ?? null;
  if (SCALABLE_FUNCTION.test(path)) return { kind: 'sf', pciAddress };
  if (physfn.kind === 'link') return { kind: 'vf', pciAddress };
  return { kind: pciAddress === null ? null : 'pf', pciAddress };
};

const isRepresentor = (netdev: Netdev | undefined): boolean => isRepresentorName(netdev?.physPortName ?? null);

/**
 * The netdev of a port. `gidNetdev` is what the port's own GID table names, which is right for Ethernet, bonds and
 * representors; otherwise the only netdev of a device with one port, the uplink of an eswitch, or the one of that
 * `dev_port` (IPoIB), a child such as ib0.8001 aside. Null when that leaves none or several.
 */
export const netdevOfPort = (
  port: number,
  portCount: number,
  netdevs: readonly Netdev[],
  gidNetdev: string | null,
): string | null => {
  if (gidNetdev !== null) return gidNetdev;
  if (portCount === 1 && netdevs.length === 1) return netdevs[0]?.name ?? null;
  const candidates = netdevs.some(isRepresentor)
    ? netdevs.filter((n) => port === 1 && isUplinkName(n.physPortName))
    : netdevs.filter((n) => n.devPort === port - 1);
  const names = new Set(candidates.map(({ name }) => name));
  const parents = candidates.filter(({ name }) => !stemsOf(name).some((stem) => names.has(stem)));
  return parents.length === 1 ? (parents[0]?.name ?? null) : null;
};

/** What stands before each dot of a name: `ib0` of `ib0.8001`. */
const stemsOf = (name: string): readonly string[] =>
  [...name].flatMap((character, i) => (character === '.' ? [name.slice(0, i)] : []));

/** The kind of a port: its device's, but for the representors that an eswitch adds as further ports of the PF. */
export const kindOfPort = (
  device: DeviceIdentity['kind'],
  port: number,
  netdev: string | null,
  netdevs: readonly Netdev[],
): Kind | null => {
  if (device !== 'pf') return device;
  const own = netdevs.find((n) => n.name === netdev);
  if (own !== undefined) return isRepresentor(own) ? 'representor' : 'pf';
  return port > 1 && netdevs.some(isRepresentor) ? 'representor' : 'pf';
};

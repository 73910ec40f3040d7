// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Identifies RDMA devices and their ports from links and names, without a firmware command. Pure. */

import type { LinkAnswer } from '../../core/file-answer.js';
import { pciAddressesIn } from '../../core/pci-address.js';
import { isRepresentorName, isUplinkName, type Netdev } from '../../hardware/adapter/netdev.js';
import type { Kind } from './ports.js';

/** Kind and PCI address of a device, from the kernel's links. Null when the links do not show it. */
export type DeviceIdentity = { readonly kind: Exclude<Kind, 'representor'> | null; readonly pciAddress: string | null };

const SCALABLE_FUNCTION = /\/mlx5_core\.sf\.\d+(\/|$)/;

/**
 * Identifies a device. `classLink` is the link /sys/class/infiniband/DEVICE
 * (`../../devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0`), `deviceLink` is DEVICE/device, `physfn` is
 * DEVICE/device/physfn, which only a VF has.
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
 * Finds the netdev of a port: `gidNetdev`, the one in the port's GID table (Ethernet, bonds, representors); else the
 * only netdev of a device with one port, the uplink of an eswitch, or the netdev with that `dev_port` (IPoIB) that is
 * not a child such as ib0.8001. Null when none or several fit.
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

/** Every prefix of a name that ends before a dot: `ib0` for `ib0.8001`. */
const stemsOf = (name: string): readonly string[] =>
  [...name].flatMap((character, i) => (character === '.' ? [name.slice(0, i)] : []));

/** Kind of a port: the kind of its device, except for representors, which an eswitch adds to the PF as further ports. */
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

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What an RDMA device and its ports are, told from links and names alone: none of this asks the firmware. Pure. */
import type { LinkAnswer } from '../../core/host.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Kind } from './ports.js';

/** A device as the kernel's links show it. Null: the tree does not say. */
export type DeviceIdentity = { readonly kind: Exclude<Kind, 'representor'> | null; readonly pciAddress: string | null };

const PCI_ADDRESS = /[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/g;
const SCALABLE_FUNCTION = /\/mlx5_core\.sf\.\d+(\/|$)/;

/**
 * `classLink` is /sys/class/infiniband/DEVICE (`../../devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0`), `deviceLink`
 * is DEVICE/device, `physfn` is DEVICE/device/physfn, which only a VF has.
 */
export const identifyDevice = (classLink: LinkAnswer, deviceLink: LinkAnswer, physfn: LinkAnswer): DeviceIdentity => {
  const path = [classLink, deviceLink].map((link) => (link.kind === 'link' ? link.target : '')).join(' ');
  if (/(^|\/)devices\/virtual\//.test(path)) return { kind: 'virtual', pciAddress: null };
  const pciAddress = path.match(PCI_ADDRESS)?.at(-1) ?? null;
  if (SCALABLE_FUNCTION.test(path)) return { kind: 'sf', pciAddress };
  if (physfn.kind === 'link') return { kind: 'vf', pciAddress };
  return { kind: pciAddress === null ? null : 'pf', pciAddress };
};

/** A netdev of the device's PCI function; null where the driver gives no such attribute. */
export type Netdev = { readonly name: string; readonly physPortName: string | null; readonly devPort: number | null };

const UPLINK = /^p\d+$/;
const REPRESENTOR = /^(c\d+)?pf\d+(hpf|vf\d+|sf\d+)?$/;

const isRepresentor = (netdev: Netdev | undefined): boolean => REPRESENTOR.test(netdev?.physPortName ?? '');

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
    ? netdevs.filter((n) => port === 1 && UPLINK.test(n.physPortName ?? ''))
    : netdevs.filter((n) => n.devPort === port - 1);
  const parents = candidates.filter((n) => !candidates.some((other) => n.name.startsWith(`${other.name}.`)));
  return parents.length === 1 ? (parents[0]?.name ?? null) : null;
};

/** The kind of a port: its device's, but for the representors that an eswitch adds as further ports of the PF. */
export const kindOfPort = (
  device: DeviceIdentity['kind'],
  port: number,
  netdev: string | null,
  netdevs: readonly Netdev[],
): Kind | null => {
  if (device !== 'pf') return device;
  if (netdev !== null && netdevs.some((n) => n.name === netdev)) {
    return isRepresentor(netdevs.find((n) => n.name === netdev)) ? 'representor' : 'pf';
  }
  return port > 1 && netdevs.some(isRepresentor) ? 'representor' : 'pf';
};

/** `mlx5_0 to mlx5_7` for a run of numbers, else the names; at most eight of them. */
export const sayNames = (names: readonly string[]): string => {
  const sorted = [...names].sort(compareNatural);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'none';
  const stem = first.replace(/\d+$/, '');
  const start = Number(first.slice(stem.length));
  const isRun = sorted.length > 2 && sorted.every((name, i) => name === `${stem}${start + i}`);
  if (isRun) return `${first} to ${last}`;
  const shown = sorted.slice(0, 8).join(', ');
  return sorted.length > 8 ? `${shown} and ${sorted.length - 8} more` : shown;
};

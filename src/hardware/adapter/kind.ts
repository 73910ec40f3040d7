// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The kind of a PCI function, from its links, class and device ID. Pure. */

import type { BusFunction } from './bus.js';
import { isVfId } from './model.js';

/** A physical function, a virtual one, or the one through which a host manages a BlueField's SoC. */
export type FunctionKind = 'pf' | 'vf' | 'management';

/** Base classes of the PCI code and ID assignment specification: the first two digits of the `class` file. */
const STORAGE = '0x01';
const NETWORK = '0x02';
const BRIDGE = '0x06';
const SYSTEM = '0x08';

/** The driver that holds the function; null when none does, or the link cannot be read. */
export const driverOf = ({ driver }: Pick<BusFunction, 'driver'>): string | null =>
  driver.kind === 'link' ? (driver.target.split('/').at(-1) ?? null) : null;

/**
 * Whether a function belongs to an adapter: its bridges and the disks that it emulates do not. Where the class is not
 * known, the kernel's driver of PCIe ports still identifies a bridge.
 */
export const isAdapter = (fn: Pick<BusFunction, 'driver'>, classId: string | null): boolean =>
  classId === null ? driverOf(fn) !== 'pcieport' : !classId.startsWith(BRIDGE) && !classId.startsWith(STORAGE);

/** A VF has a physfn; in a guest the device id identifies it. Null: neither does. */
export const kindOfFunction = (
  fn: Pick<BusFunction, 'physfn' | 'driver'>,
  classId: string | null,
  deviceId: string | null,
): FunctionKind | null => {
  const { physfn } = fn;
  if (physfn.kind === 'link') return 'vf';
  if (deviceId !== null && isVfId(deviceId)) return 'vf';
  if (classId?.startsWith(SYSTEM)) return 'management';
  if (physfn.errno !== 'ENOENT' || deviceId === null) return null;
  const isDriven = /^mlx[45]_core$/.test(driverOf(fn) ?? '');
  return classId?.startsWith(NETWORK) || (classId === null && isDriven) ? 'pf' : null;
};

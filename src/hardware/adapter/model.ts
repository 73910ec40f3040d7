// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Names of PCI device IDs of vendor 15b3. From mlx5_core_pci_table of the kernel's
 * drivers/net/ethernet/mellanox/mlx5/core/main.c and from pci.ids.
 */

/** The chip's marketing name; `isVf` marks the ids that only virtual functions have. */
type Model = { readonly name: string | null; readonly isVf?: true };

const MODELS: Readonly<Record<string, Model>> = {
  '0x1003': { name: 'ConnectX-3' },
  '0x1004': { name: null, isVf: true }, // of ConnectX-3 or of ConnectX-3 Pro
  '0x1007': { name: 'ConnectX-3 Pro' },
  '0x1011': { name: 'Connect-IB' },
  '0x1012': { name: 'Connect-IB', isVf: true },
  '0x1013': { name: 'ConnectX-4' },
  '0x1014': { name: 'ConnectX-4', isVf: true },
  '0x1015': { name: 'ConnectX-4 Lx' },
  '0x1016': { name: 'ConnectX-4 Lx', isVf: true },
  '0x1017': { name: 'ConnectX-5' },
  '0x1018': { name: 'ConnectX-5', isVf: true },
  '0x1019': { name: 'ConnectX-5 Ex' },
  '0x101a': { name: 'ConnectX-5 Ex', isVf: true },
  '0x101b': { name: 'ConnectX-6' },
  '0x101c': { name: 'ConnectX-6', isVf: true },
  '0x101d': { name: 'ConnectX-6 Dx' },
  '0x101e': { name: null, isVf: true }, // of every ConnectX since ConnectX-6 Dx
  '0x101f': { name: 'ConnectX-6 Lx' },
  '0x1021': { name: 'ConnectX-7' },
  '0x1023': { name: 'ConnectX-8' },
  '0x1025': { name: 'ConnectX-9' },
  '0x1027': { name: 'ConnectX-10' },
  '0xa2d2': { name: 'BlueField' },
  '0xa2d3': { name: null, isVf: true }, // of every BlueField
  '0xa2d6': { name: 'BlueField-2' },
  '0xa2dc': { name: 'BlueField-3' },
  '0xa2df': { name: 'BlueField-4' },
  '0xc2d2': { name: 'BlueField' },
  '0xc2d3': { name: 'BlueField-2' },
  '0xc2d5': { name: 'BlueField-3' },
  '0xc2d6': { name: 'BlueField-4' },
};

/** The model of a `device` file's text; null when the id is not known, or is one that VFs of several models share. */
export const modelOf = (deviceId: string): string | null => MODELS[deviceId]?.name ?? null;

/** Whether only virtual functions have this id: in a guest nothing else distinguishes one from a physical function. */
export const isVfId = (deviceId: string): boolean => MODELS[deviceId]?.isVf === true;

/**
 * The device id that a driver's `hca_type` names: mlx5_ib writes `MT4129` for 0x1021, in decimal
 * (drivers/infiniband/hw/mlx5/main.c). Null for any other text.
 */
export const deviceIdOfHcaType = (hcaType: string): string | null => {
  const [, decimal] = /^MT(\d{1,5})$/.exec(hcaType) ?? [];
  return decimal === undefined ? null : `0x${Number(decimal).toString(16)}`;
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Record type of a PCI function, or of an SF or representor below one: names, identity and PCIe path. */

import {
  type CounterField,
  gauge,
  label,
  number,
  optionalLabel,
  state,
  text,
  texts,
  unique,
} from '../../core/field.js';
import { list } from '../../core/record-type.js';

/** Kinds of records. All but `pf` need `--all` or a name; a VF without its PF is always shown. */
export const KINDS = ['pf', 'vf', 'sf', 'representor', 'management'] as const;
export type Kind = (typeof KINDS)[number];

/** An AER counter: 64 bits, counted by the kernel since it found the device (drivers/pci/pcie/aer.c). */
const errors = (what: string, from: string): CounterField => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  group: 'errors',
  help: `PCIe errors ${what}.`,
  from,
});

/** The record type `devices`. */
export const DEVICES = list({
  device: optionalLabel('RDMA device. Null for a function without an RDMA device and for representors.', 'infiniband/'),
  pci_address: label(
    'PCI address of the function; for an SF or a representor, of its parent function.',
    '/sys/bus/pci/devices',
  ),
  netdevs: texts(
    'Network interfaces in this network namespace, without representors.',
    'net/; phys_port_name identifies representors',
  ),
  kind: state(
    KINDS,
    'Kind: pf, vf, sf, representor (eswitch port) or management (SoC function of a BlueField).',
    'physfn, class, device, mlx5_core.sf.N, phys_port_name',
  ),
  model: text('Chip model; VFs and SFs have the model of their PF.', 'device, looked up in a table of IDs'),
  board_id: text('Board ID (PSID).', 'infiniband/DEVICE/board_id'),
  fw_version: text('Firmware version.', 'infiniband/DEVICE/fw_ver'),
  numa_node: number('NUMA node. Null for representors, or when the kernel reports no node (-1).', 'numa_node'),
  pcie_speed_transfers_per_second: gauge(
    'transfers_per_second',
    'Current PCIe link speed, transfers per second and lane.',
    'current_link_speed',
  ),
  pcie_width_lanes: number('Current PCIe link width.', 'current_link_width'),
  pcie_max_width_lanes: number('Maximum PCIe link width of the function.', 'max_link_width'),
  pcie_bottleneck: text(
    'PCI address of the slowest link on the path to the root port. Null when no link is slower than the function.',
    'current_link_* of the function and every bridge above it, after encoding',
  ),
  aer_correctable: errors('corrected by the hardware', 'aer_dev_correctable'),
  aer_nonfatal: errors('that lost a transaction', 'aer_dev_nonfatal'),
  aer_fatal: errors('that made the link unreliable', 'aer_dev_fatal'),
  pcie_link: text('Current PCIe generation and width.', 'current_link_speed and current_link_width'),
  pcie_max_speed_transfers_per_second: gauge(
    'transfers_per_second',
    'Maximum PCIe link speed of the function, transfers per second and lane.',
    'max_link_speed',
  ),
  pcie_available_bytes_per_second: gauge(
    'bytes_per_second',
    'PCIe bandwidth per direction of the slowest link to the root port, after encoding.',
    'same as pcie_bottleneck',
  ),
  pci_device_id: text('PCI device ID (vendor 15b3).', 'device'),
  driver: text(
    'Kernel driver bound to the function. Null for SFs and representors, or when no driver is bound.',
    'driver',
  ),
  node_guid: unique(text('Node GUID of the RDMA device.', 'infiniband/DEVICE/node_guid')),
  part: optionalLabel(
    'Part below the function: netdev of a representor, auxiliary device of an SF. Null for the function itself.',
    'net/ and mlx5_core.sf.N',
  ),
  phys_port_name: text('Physical port name of the first netdev. Null when the driver reports none.', 'phys_port_name'),
  phys_switch_id: unique(
    text('Eswitch ID of the first netdev. Null when it is not an eswitch port.', 'phys_switch_id'),
  ),
  eswitch: state(
    ['switchdev'],
    'Eswitch mode as shown by sysfs; only switchdev can be detected. Null when sysfs does not show the mode.',
    'phys_port_name and phys_switch_id of its netdevs',
  ),
  representors: number('Representors of the eswitch in this network namespace.', 'phys_port_name of its netdevs'),
  subfunctions: number('Scalable functions (SFs) in use on this machine.', 'mlx5_core.sf.N'),
  sriov_numvfs: number('Virtual functions enabled. Null for SFs and representors, or without SR-IOV.', 'sriov_numvfs'),
  sriov_totalvfs: number(
    'Virtual functions supported by the firmware configuration. Null for SFs and representors, or without SR-IOV.',
    'sriov_totalvfs',
  ),
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record of one PCI function, and of what stands below one: what it is called, what it is, its way to the root port. */
import { type Counter, gauge, label, number, optionalLabel, state, text, texts, unique } from '../../core/field.js';
import { list } from '../../core/provider.js';

/** What a record is. The last four are shown with `--all` or by name; a VF without its PF beside it always. */
export const KINDS = ['pf', 'vf', 'sf', 'representor', 'management'] as const;
export type Kind = (typeof KINDS)[number];

/** The kernel counts from the time that it found the device, in 64 bits (drivers/pci/pcie/aer.c). */
const errors = (what: string, from: string): Counter => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  group: 'errors',
  help: `PCIe errors ${what}. Null where the kernel keeps no count.`,
  from,
});

/** The record type `devices`. */
export const DEVICES = list({
  device: optionalLabel(
    'RDMA device. Null for a function without one, and for a representor, which is a port of another.',
    'infiniband/',
  ),
  pci_address: label('PCI function, of an SF or representor the one that it belongs to.', '/sys/bus/pci/devices'),
  netdevs: texts(
    'Network interfaces in this network namespace. The representors of the eswitch have records of their own.',
    'net/, told apart by phys_port_name',
  ),
  kind: state(
    KINDS,
    'What it is. A representor stands for a port of the eswitch, a management function for the SoC of a BlueField.',
    'physfn, class, device, mlx5_core.sf.N, phys_port_name',
  ),
  model: text('Model of the chip. A VF and an SF are of the model of their PF.', 'device, by a table of ids'),
  board_id: text('Board id, the PSID on NVIDIA adapters.', 'infiniband/DEVICE/board_id'),
  fw_version: text('Firmware version.', 'infiniband/DEVICE/fw_ver'),
  numa_node: number('NUMA node. Null when the kernel knows of none, which it writes as -1.', 'numa_node'),
  pcie_speed_transfers_per_second: gauge(
    'transfers_per_second',
    'Transfers a second on each lane of the PCIe link as it runs now.',
    'current_link_speed',
  ),
  pcie_width_lanes: number('Lanes of the PCIe link as it runs now.', 'current_link_width'),
  pcie_max_width_lanes: number('Lanes that the function could use.', 'max_link_width'),
  pcie_bottleneck: text(
    'Device at the narrowest link on the way to the root port. Null when no link carries less than the function could.',
    'current_link_* of the function and of every bridge above it, the encoding taken off',
  ),
  aer_correctable: errors('that the hardware corrected', 'aer_dev_correctable'),
  aer_nonfatal: errors('that lost a transaction', 'aer_dev_nonfatal'),
  aer_fatal: errors('that made the link unreliable', 'aer_dev_fatal'),
  pcie_link: text('PCIe generation and lanes as the link runs now.', 'current_link_speed and current_link_width'),
  pcie_max_speed_transfers_per_second: gauge(
    'transfers_per_second',
    'Transfers a second on each lane that the function could use.',
    'max_link_speed',
  ),
  pcie_available_bytes_per_second: gauge(
    'bytes_per_second',
    'What the narrowest link on the way to the root port carries in one direction, the encoding taken off.',
    'as pcie_bottleneck',
  ),
  pci_device_id: text('PCI device id of vendor 15b3.', 'device'),
  driver: text('Driver that holds the function. Null when none does.', 'driver'),
  node_guid: unique(text('Node GUID of the RDMA device.', 'infiniband/DEVICE/node_guid')),
  part: optionalLabel(
    'What below the function it is: the netdev of a representor, the device of an SF. Null for the function itself.',
    'net/ and mlx5_core.sf.N',
  ),
  phys_port_name: text('Port that the first netdev stands for. Null when its driver names none.', 'phys_port_name'),
  phys_switch_id: unique(text('Eswitch that the first netdev is a port of. Null when of none.', 'phys_switch_id')),
  eswitch: state(
    ['switchdev'],
    'Mode of the eswitch where sysfs shows it: only switchdev has representors and a switch id. Null elsewhere.',
    'phys_port_name and phys_switch_id of its netdevs',
  ),
  representors: number('Representors of the eswitch in this network namespace.', 'phys_port_name of its netdevs'),
  subfunctions: number('Scalable functions (SFs) that this machine uses.', 'mlx5_core.sf.N'),
  sriov_numvfs: number('Virtual functions that are on. Null without SR-IOV.', 'sriov_numvfs'),
  sriov_totalvfs: number('Virtual functions that the firmware allows. Null without SR-IOV.', 'sriov_totalvfs'),
});

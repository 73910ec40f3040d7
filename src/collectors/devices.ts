// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Declares `fabric devices`: the adapters of a machine. The parts are in devices/. */

import { defineProvider } from '../core/provider.js';
import { column, type View } from '../core/view.js';
import { BUS, FIND_READS } from '../hardware/adapter/bus.js';
import { collect } from './devices/collect.js';
import { parse } from './devices/parse.js';
import { DEVICES } from './devices/records.js';

const DEVICE = column('DEVICE', 'device');
const PCI = column('PCI', 'pci_address');
const NETDEV = column('NETDEV', 'netdevs');
const MODEL = column('MODEL', 'model');
const FIRMWARE = column('FIRMWARE', 'fw_version');
const NUMA = column('NUMA', 'numa_node');

const wide = [
  column('PSID', 'board_id'),
  column('GUID', 'node_guid'),
  column('PHYS-PORT', 'phys_port_name'),
  column('SWITCH-ID', 'phys_switch_id'),
  column('AER-C/N/F', 'aer_correctable', 'aer_nonfatal', 'aer_fatal'),
  column('ESWITCH', 'eswitch'),
];

const summary: View = {
  type: 'devices',
  columns: [DEVICE, PCI, NETDEV, MODEL, FIRMWARE, column('PCIE', 'pcie_link'), NUMA],
  wide,
  all: [DEVICE, PCI, NETDEV, column('KIND', 'kind'), MODEL, FIRMWARE, NUMA],
};

/** The adapters of a machine: names, firmware, NUMA node and PCIe link. */
export const devices = defineProvider({
  name: 'devices',
  summary: 'Adapters: names, firmware, NUMA node and PCIe link, from sysfs.',
  privilege: 'none',
  deviceNames: 'device, netdev, PCI address or glob',
  reads: [
    ...FIND_READS,
    `${BUS}/*/device`,
    `${BUS}/*/class`,
    `${BUS}/*/numa_node`,
    `${BUS}/*/sriov_numvfs`,
    `${BUS}/*/sriov_totalvfs`,
    `${BUS}/*/aer_dev_correctable`,
    `${BUS}/*/aer_dev_nonfatal`,
    `${BUS}/*/aer_dev_fatal`,
    `${BUS}/*/current_link_speed`,
    `${BUS}/*/current_link_width`,
    `${BUS}/*/max_link_speed`,
    `${BUS}/*/max_link_width`,
    `${BUS}/*/net/*/phys_port_name`,
    `${BUS}/*/net/*/phys_switch_id`,
    `${BUS}/*/infiniband/*/board_id`,
    `${BUS}/*/infiniband/*/node_guid`,
    `${BUS}/*/infiniband/*/fw_ver`,
    `${BUS}/*/mlx5_core.sf.*/net/*/phys_port_name`,
    `${BUS}/*/mlx5_core.sf.*/net/*/phys_switch_id`,
    `${BUS}/*/mlx5_core.sf.*/infiniband/*/board_id`,
    `${BUS}/*/mlx5_core.sf.*/infiniband/*/node_guid`,
    `${BUS}/*/mlx5_core.sf.*/infiniband/*/fw_ver`,
  ],
  runs: [],
  types: { devices: DEVICES },
  dropOrder: 'SWITCH-ID GUID ESWITCH PHYS-PORT AER-C/N/F PSID NUMA FIRMWARE MODEL PCIE NETDEV'.split(' '),
  views: { summary },
  collect,
  parse,
});

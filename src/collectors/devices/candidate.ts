// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A record before filtering: its values, the reasons of its nulls, and the names `--device` may use. */

import type { AddReason } from '../../core/findings.js';
import type { Reason } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import type { DeviceNames } from './choose.js';
import type { DEVICES } from './records.js';

/** The provider's record types. */
export type Types = { readonly devices: typeof DEVICES };

/** One record. */
export type DeviceRecord = Parsed<Types>['records']['devices'][number];

/** A field without a value, and why. */
export type MissingField = { readonly field: string; readonly reason: Reason };

/** A record before filtering. `isBelow`: a VF, SF, representor or management function of an adapter. */
export type Candidate = {
  readonly record: DeviceRecord;
  readonly missing: readonly MissingField[];
  readonly names: DeviceNames;
  readonly isBelow: boolean;
};

/** Returns a list of missing fields and a function that adds to it. */
export const createNote = (): { readonly note: AddReason; readonly missing: readonly MissingField[] } => {
  const missing: MissingField[] = [];
  return { note: (field, reason) => missing.push({ field, reason }), missing };
};

/** A record without any value. */
export const EMPTY: Omit<DeviceRecord, 'pci_address'> = {
  device: null,
  netdevs: null,
  kind: null,
  model: null,
  board_id: null,
  fw_version: null,
  numa_node: null,
  pcie_speed_transfers_per_second: null,
  pcie_width_lanes: null,
  pcie_max_width_lanes: null,
  pcie_bottleneck: null,
  aer_correctable: null,
  aer_nonfatal: null,
  aer_fatal: null,
  pcie_link: null,
  pcie_max_speed_transfers_per_second: null,
  pcie_available_bytes_per_second: null,
  pci_device_id: null,
  driver: null,
  node_guid: null,
  phys_port_name: null,
  phys_switch_id: null,
  part: null,
  eswitch: null,
  representors: null,
  subfunctions: null,
  sriov_numvfs: null,
  sriov_totalvfs: null,
};

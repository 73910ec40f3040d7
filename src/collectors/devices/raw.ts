// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Result of `collect`: the chosen functions and the answers of their files. */

import type { Choice } from '../../core/choice.js';
import type { FileAnswers, ListAnswer } from '../../core/file-answer.js';
import { pciAddressesIn } from '../../core/pci-address.js';
import {
  BUS,
  type BusFunction,
  type Holder,
  namesIn,
  physfnOf,
  type UnknownFunction,
} from '../../hardware/adapter/bus.js';

/** Everything that `parse` needs. */
export type DevicesRaw = {
  readonly bus: ListAnswer;
  readonly functions: readonly BusFunction[];
  readonly unknown: readonly UnknownFunction[];
  /** Number of VFs that are skipped because their PF is present. */
  readonly skippedVfs: number;
  readonly choice: Choice;
  /** Requested devices that do not exist, when others do. */
  readonly unmatched: readonly string[];
  readonly answers: FileAnswers;
};

/** Files of a PCI device that describe its link. */
const LINK_FILES = ['current_link_speed', 'current_link_width', 'max_link_speed', 'max_link_width'] as const;

/** Other files of a function. */
const OWN_FILES = [
  'device',
  'class',
  'numa_node',
  'sriov_numvfs',
  'sriov_totalvfs',
  'aer_dev_correctable',
  'aer_dev_nonfatal',
  'aer_dev_fatal',
] as const;

/** The bridges from the root port down to the function; null when its location on the bus is unknown. */
export const bridgesOf = ({ place }: BusFunction): readonly string[] | null =>
  place.kind === 'link' ? pciAddressesIn(place.target).slice(0, -1) : null;

/** Paths to read for a function: first what the kernel answers from memory, then PCI registers, then device queries. */
export const filesOf = (fn: BusFunction): readonly string[] => {
  const holders = [fn, ...fn.subfunctions];
  const physfn = physfnOf(fn);
  // A VF has no link of its own.
  const linked = physfn === null ? [...(bridgesOf(fn) ?? []).map((address) => `${BUS}/${address}`), fn.path] : [];
  return [
    ...OWN_FILES.map((file) => `${fn.path}/${file}`),
    ...(physfn === null ? [] : [`${BUS}/${physfn}/device`]),
    ...holders.flatMap(netdevFiles),
    ...holders.flatMap((holder) => rdmaFiles(holder, ['board_id', 'node_guid'])),
    ...linked.flatMap((path) => LINK_FILES.map((file) => `${path}/${file}`)),
    ...holders.flatMap((holder) => rdmaFiles(holder, ['fw_ver'])),
  ];
};

const netdevFiles = ({ path, netdevs }: Holder): readonly string[] =>
  namesIn(netdevs).flatMap((name) => [`${path}/net/${name}/phys_port_name`, `${path}/net/${name}/phys_switch_id`]);

const rdmaFiles = ({ path, rdmaDevices }: Holder, files: readonly string[]): readonly string[] =>
  namesIn(rdmaDevices).flatMap((name) => files.map((file) => `${path}/infiniband/${name}/${file}`));

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What `collect` hands to `parse`: the functions that were chosen, and what each of their files said. */

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

/** The whole of it. */
export type DevicesRaw = {
  readonly bus: ListAnswer;
  readonly functions: readonly BusFunction[];
  readonly unknown: readonly UnknownFunction[];
  /** VFs beside their PF: left out before a file of them is opened. */
  readonly vfsNotRead: number;
  readonly choice: Choice;
  /** What was asked for and is not there, beside something that is. */
  readonly unmatched: readonly string[];
  readonly answers: FileAnswers;
};

/** The files of a PCI device that tell of its link. */
const LINK_FILES = ['current_link_speed', 'current_link_width', 'max_link_speed', 'max_link_width'] as const;

/** A function's other files of its own. */
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

/** The bridges from the root port down to the function; null where its place is not known. */
export const bridgesOf = ({ place }: BusFunction): readonly string[] | null =>
  place.kind === 'link' ? pciAddressesIn(place.target).slice(0, -1) : null;

/** What the kernel answers from its memory comes first, then the registers of PCI, then what the device is asked for. */
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

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of an adapter. */
import { label, state, text, texts, unique } from '../../../core/field.js';
import { list, type Records, type TypedFinding } from '../../../core/provider.js';

const INFO = 'devlink -j dev info';

/** The record types by name. */
export const TYPES = {
  adapters: list({
    pci_address: label('PCI address of the function.', '/sys/bus/pci/devices'),
    device: text('Its RDMA device; null where it has none.', 'infiniband/'),
    netdevs: texts('Its netdevs, without the representors of its eswitch.', 'net/'),
    kind: state(['pf', 'vf', 'management'], 'What the function is; a VF only in a guest.', 'class, device'),
    model: text('Model of the card.', 'the PCI device id'),
    board_id: text('PSID: which board it is, and so which firmware fits.', `infiniband/*/board_id, fw.psid of ${INFO}`),
    fw_version: text('Firmware that runs.', `infiniband/*/fw_ver, fw.version of ${INFO}`),
    fw_stored: text('Firmware in the flash: what runs after a reset.', `stored fw.version of ${INFO}`),
    node_guid: unique(text('GUID of the RDMA device.', 'infiniband/*/node_guid')),
    serial_number: unique(text('Serial number of the board.', `board.serial_number, else serial_number of ${INFO}`)),
  }),
};

/** A record, and a finding about one. */
export type AdapterRecord = Records<typeof TYPES>['adapters'][number];
export type AdapterFinding = TypedFinding<typeof TYPES>;

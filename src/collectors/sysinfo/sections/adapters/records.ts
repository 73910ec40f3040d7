// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of an adapter. */

import { label, state, text, texts, unique } from '../../../../core/field.js';
import { list, type Records, type TypedFinding } from '../../../../core/record-type.js';

const INFO = 'devlink -j dev info';

/** The record types by name. */
export const TYPES = {
  adapters: list({
    pci_address: label('PCI address of the function.', '/sys/bus/pci/devices'),
    device: text('RDMA device. Null when the function has none.', 'infiniband/'),
    netdevs: texts('Network interfaces, without representors.', 'net/'),
    kind: state(['pf', 'vf', 'management'], 'Kind of function; vf only in a guest.', 'class, device'),
    model: text('Card model.', 'the PCI device id'),
    board_id: text(
      'Board ID (PSID); firmware images are built for one PSID.',
      `infiniband/*/board_id, fw.psid of ${INFO}`,
    ),
    fw_version: text('Running firmware version.', `infiniband/*/fw_ver, fw.version of ${INFO}`),
    fw_stored: text('Firmware version in flash; it runs after a reset.', `stored fw.version of ${INFO}`),
    node_guid: unique(text('Node GUID of the RDMA device.', 'infiniband/*/node_guid')),
    serial_number: unique(text('Board serial number.', `board.serial_number, else serial_number of ${INFO}`)),
  }),
};

/** A record, and a finding about one. */
export type AdapterRecord = Records<typeof TYPES>['adapters'][number];
export type AdapterFinding = TypedFinding<typeof TYPES>;

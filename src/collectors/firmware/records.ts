// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Record types of `fabric firmware`. */

import { boolean, label, text, unique } from '../../core/field.js';
import { list, type Parsed, type Records } from '../../core/record-type.js';

const FLINT = 'flint -d DEVICE q full';

/** One card; its functions and ports share the firmware. */
const DEVICES = list({
  device: label('RDMA device of the first function, or its PCI address.', '/sys/bus/pci/devices'),
  pci_address: text('PCI address of the queried function.', '/sys/bus/pci/devices'),
  model: text('Card model.', 'the PCI device ID'),
  board_id: text('Board ID (PSID); firmware images are built for one PSID.', `board_id; PSID of ${FLINT}`),
  part_number: text('Part number of the card.', `Part Number of ${FLINT}, else mlxfwmanager`),
  fw_running: text('Running firmware version.', 'fw_ver; FW Version(Running) of flint without an RDMA device'),
  fw_stored: text('Firmware version in flash; it runs after a reset.', `FW Version of ${FLINT}`),
  fw_pending: text(
    'Firmware version that takes effect after a reset. Null when no reset is needed.',
    'fw_stored if it differs from fw_running',
  ),
  reset_needed: boolean('Stored and running firmware versions differ.', 'fw_running and fw_stored'),
  security: text(
    'Security attributes of the image: secure-fw, signed-fw, dev. Null when the image is neither signed nor secured.',
    `Security Attributes of ${FLINT}`,
  ),
  uefi_version: text('Version of the UEFI expansion ROM. Null when the image has none.', `Rom Info of ${FLINT}`),
  pxe_version: text('Version of the PXE expansion ROM. Null when the image has none.', `Rom Info of ${FLINT}`),
  fw_release_date: text('Release date of the stored version, YYYY-MM-DD.', `FW Release Date of ${FLINT}`),
  base_guid: unique(text('Base GUID of the card. Null when the card has none.', `Base GUID of ${FLINT}`)),
});

/** The record types by name. */
export const TYPES = { devices: DEVICES } as const;

/** Result of `parse`. */
export type FirmwareParsed = Parsed<typeof TYPES>;

/** A record, and a finding about it. */
export type FirmwareRecord = Records<typeof TYPES>['devices'][number];
export type FirmwareFinding = FirmwareParsed['findings'][number];

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of firmware's records. */
import { boolean, label, text, unique } from '../../core/field.js';
import { list, type Parsed, type Records } from '../../core/provider.js';

const FLINT = 'flint -d DEVICE q full';

/** One card: its functions and ports share one firmware. */
const DEVICES = list({
  device: label('RDMA device of the first function; its PCI address where it has none.', '/sys/bus/pci/devices'),
  pci_address: text('PCI address of the function that was asked.', '/sys/bus/pci/devices'),
  model: text('Model of the card.', 'the PCI device id'),
  board_id: text('PSID: which board it is, and so which firmware fits.', `board_id; PSID of ${FLINT}`),
  part_number: text('Part number of the card.', `Part Number of ${FLINT}, else mlxfwmanager`),
  fw_running: text('Version that runs.', 'fw_ver; FW Version(Running) of flint where there is no RDMA device'),
  fw_stored: text('Version in the flash: what runs after a reset.', `FW Version of ${FLINT}`),
  fw_pending: text('Version that waits for a reset; null when none does.', 'fw_stored where it is not fw_running'),
  reset_needed: boolean('Whether another version is stored than runs.', 'fw_running and fw_stored'),
  security: text(
    'Security attributes of the image: secure-fw, signed-fw, dev; null when it is neither signed nor secured.',
    `Security Attributes of ${FLINT}`,
  ),
  uefi_version: text('Version of its UEFI boot image; null when it has none.', `Rom Info of ${FLINT}`),
  pxe_version: text('Version of its PXE boot image; null when it has none.', `Rom Info of ${FLINT}`),
  fw_release_date: text('Day on which the stored version was released, YYYY-MM-DD.', `FW Release Date of ${FLINT}`),
  base_guid: unique(text('First GUID of the card; null for a card that has none.', `Base GUID of ${FLINT}`)),
});

/** The record types by name. */
export const TYPES = { devices: DEVICES } as const;

/** What parse returns. */
export type FirmwareParsed = Parsed<typeof TYPES>;

/** A record, and a finding about one. */
export type FirmwareRecord = Records<typeof TYPES>['devices'][number];
export type FirmwareFinding = FirmwareParsed['findings'][number];

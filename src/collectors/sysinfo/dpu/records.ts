// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of a DPU, as it sees itself, and of the DPUs that a host manages. */
import { boolean, gauge, label, state, text, unique, volatile } from '../../../core/field.js';
import { MODES } from '../../../core/nvconfig/mode.js';
import { list, type Records, single, type TypedFinding } from '../../../core/provider.js';

const BOARD = 'MLNXBF04:00 of /sys/bus/platform/devices, else its driver';
const BFVER = 'bfver';
const MODE = 'INTERNAL_CPU_OFFLOAD_ENGINE and the other INTERNAL_CPU parameters of mlxconfig -e q';
const MISC = '/dev/rshim*/misc';

const DPU = single({
  chip: text('Chip of the DPU that this machine is.', 'product_name, else its ACPI devices'),
  dpu_type: state(
    ['BlueField2', 'BlueField3', 'BlueField4'],
    'The chip as the DOCA platform framework calls it; null for a BlueField-1.',
    'product_name, else its ACPI devices',
  ),
  mode: state(
    MODES,
    'Who owns the network: the Arm cores, the host, or the Arm cores with the host shut out of the card.',
    MODE,
  ),
  dpu_mode: state(['dpu', 'nic'], 'The mode as the DOCA platform framework calls it: restricted is dpu.', MODE),
  opn: text('Part number to order it by.', `opn of ${BOARD}`),
  sku: text('Number of the variant.', `sku of ${BOARD}`),
  board_model: text('Name of the board.', `modl of ${BOARD}`),
  board_revision: text('Revision of the board.', `rev of ${BOARD}`),
  psid: text('Which board it is to its firmware.', 'board_id of its RDMA device'),
  serial_number: unique(text('Serial number of the board.', `sn of ${BOARD}`)),
  uuid: unique(text('UUID of the board.', `uuid of ${BOARD}`)),
  oob_mac: unique(text('MAC address of the management port.', `oob_mac of ${BOARD}`)),
  lifecycle: text('State of its life: GA Secured, GA Non-Secured, RMA.', `lifecycle_state of ${BOARD}`),
  secure_boot_fuses: text('Which keys of the boot are fused.', `secure_boot_fuse_state of ${BOARD}`),
  secure_boot: boolean('Whether UEFI starts only what is signed.', 'SecureBoot of /sys/firmware/efi/efivars'),
  atf_version: text('Version of the Arm firmware that is in the boot partition.', BFVER),
  uefi_version: text('Version of UEFI that is in the boot partition.', BFVER),
  bsp_version: text('Version of the board support package that is in the boot partition.', BFVER),
  bmc_version: text('Version of the BMC, where the kernel talks to it.', 'firmware_revision of ipmi_bmc.0'),
});

const RSHIMS = list({
  rshim: label('Name of the way to it: rshim0.', '/dev'),
  backend: text('What the way leads over: pcie-0000:3b:00.2, usb-3.3.', `DEV_NAME of ${MISC}`),
  chip: text('Chip of the DPU.', `DEV_INFO of ${MISC}`),
  revision: text('Revision of the chip.', `DEV_INFO of ${MISC}`),
  dpu_mode: state(
    ['dpu', 'nic'],
    'Who owns its network: its Arm cores, or the host. Only a BlueField-3 says it.',
    `BF_MODE of ${MISC}`,
  ),
  opn: text('Part number to order it by.', `OPN_STR of ${MISC}`),
  boot_mode: state(['rshim', 'emmc', 'emmc-boot-swap'], 'Where its next boot comes from.', `BOOT_MODE of ${MISC}`),
  is_secure_nic: boolean(
    'Whether the host is shut out of it. Only a BlueField-3 says it.',
    `SECURE_NIC_MODE of ${MISC}`,
  ),
  is_dropping: boolean('Whether what goes over the way is thrown away.', `DROP_MODE of ${MISC}`),
  uptime_seconds: volatile(
    gauge('seconds', 'Time since it was reset. Only a BlueField-3 says it.', `UP_TIME of ${MISC}`),
  ),
});

/** The record types by name: `dpu` is the machine itself, `rshims` are those in a host. */
export const TYPES = { dpu: DPU, rshims: RSHIMS } as const;

/** A record of each type. */
export type DpuRecord = NonNullable<Records<typeof TYPES>['dpu']>;
export type RshimRecord = Records<typeof TYPES>['rshims'][number];

/** A finding about one of them. */
export type DpuFinding = TypedFinding<typeof TYPES>;

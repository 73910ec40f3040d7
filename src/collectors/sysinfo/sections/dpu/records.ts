// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of a DPU, as it sees itself, and of the DPUs that a host manages. */

import { boolean, gauge, label, state, text, unique, volatile } from '../../../../core/field.js';
import { list, type Records, single, type TypedFinding } from '../../../../core/record-type.js';
import { MODES } from '../../../../hardware/nvconfig/mode.js';

const BOARD = 'MLNXBF04:00 of /sys/bus/platform/devices, else its driver';
const BFVER = 'bfver';
const MODE = 'INTERNAL_CPU_OFFLOAD_ENGINE and the other INTERNAL_CPU parameters of mlxconfig -e q';
const MISC = '/dev/rshim*/misc';

const DPU = single({
  chip: text('Chip of this DPU.', 'product_name, else its ACPI devices'),
  dpu_type: state(
    ['BlueField2', 'BlueField3', 'BlueField4'],
    'Chip name in the DOCA Platform Framework. Null for a BlueField-1.',
    'product_name, else its ACPI devices',
  ),
  mode: state(
    MODES,
    'Operation mode: dpu (Arm cores own the NIC), nic (host owns it), restricted (dpu, host access limited).',
    MODE,
  ),
  dpu_mode: state(['dpu', 'nic'], 'Operation mode in the DOCA Platform Framework, where restricted is dpu.', MODE),
  part_number: text('Ordering part number (OPN).', `opn of ${BOARD}`),
  sku: text('SKU of the board.', `sku of ${BOARD}`),
  board_model: text('Board model.', `modl of ${BOARD}`),
  board_revision: text('Board revision.', `rev of ${BOARD}`),
  psid: text('PSID of the board.', 'board_id of its RDMA device'),
  serial_number: unique(text('Board serial number.', `sn of ${BOARD}`)),
  uuid: unique(text('Board UUID.', `uuid of ${BOARD}`)),
  oob_mac: unique(text('MAC address of the out-of-band management port.', `oob_mac of ${BOARD}`)),
  lifecycle: text('Lifecycle state: GA Secured, GA Non-Secured, RMA.', `lifecycle_state of ${BOARD}`),
  secure_boot_fuses: text('Secure boot keys that are fused.', `secure_boot_fuse_state of ${BOARD}`),
  secure_boot: boolean('UEFI Secure Boot is enabled.', 'SecureBoot of /sys/firmware/efi/efivars'),
  atf_version: text('Version of Arm Trusted Firmware in the boot partition.', BFVER),
  uefi_version: text('Version of UEFI in the boot partition.', BFVER),
  bsp_version: text('Version of the board support package in the boot partition.', BFVER),
  bmc_version: text('BMC firmware version.', 'firmware_revision of ipmi_bmc.0'),
});

const RSHIMS = list({
  rshim: label('Rshim device: rshim0.', '/dev'),
  backend: text('Rshim backend: pcie-0000:3b:00.2, usb-3.3.', `DEV_NAME of ${MISC}`),
  chip: text('Chip of the DPU.', `DEV_INFO of ${MISC}`),
  revision: text('Chip revision.', `DEV_INFO of ${MISC}`),
  dpu_mode: state(['dpu', 'nic'], 'Operation mode of the DPU.', `BF_MODE of ${MISC}`),
  part_number: text('Ordering part number (OPN).', `OPN_STR of ${MISC}`),
  boot_mode: state(['rshim', 'emmc', 'emmc-boot-swap'], 'Source of the next boot.', `BOOT_MODE of ${MISC}`),
  is_secure_nic: boolean('Secure NIC (zero-trust) mode: host access is disabled.', `SECURE_NIC_MODE of ${MISC}`),
  is_dropping: boolean('Rshim drop mode: traffic is discarded.', `DROP_MODE of ${MISC}`),
  uptime_seconds: volatile(gauge('seconds', 'Time since the DPU was reset.', `UP_TIME of ${MISC}`)),
});

/** The record types by name: `dpu` is the machine itself, `rshims` are those in a host. */
export const TYPES = { dpu: DPU, rshims: RSHIMS } as const;

/** A record of each type. */
export type DpuRecord = NonNullable<Records<typeof TYPES>['dpu']>;
export type RshimRecord = Records<typeof TYPES>['rshims'][number];

/** A finding about one of them. */
export type DpuFinding = TypedFinding<typeof TYPES>;

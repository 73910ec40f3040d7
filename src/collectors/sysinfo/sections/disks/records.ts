// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Records of file systems and of disks. */

import { boolean, gauge, label, text, unique, volatile } from '../../../../core/field.js';
import { list } from '../../../../core/record-type.js';

const MOUNTS = '/proc/mounts';

/** Records of `filesystems` and of `disks`. */
export const DISKS = {
  filesystems: list({
    mountpoint: label('Mount point; for several mounts of one device, the shortest path.', MOUNTS),
    device: text('Block device.', MOUNTS),
    type: text('File system type.', MOUNTS),
    is_read_only: boolean('Mounted read-only; the kernel remounts read-only after an error.', MOUNTS),
    size_bytes: gauge('bytes', 'Total size.', 'size of df'),
    used_bytes: volatile(gauge('bytes', 'Used space.', 'used of df')),
    available_bytes: volatile(gauge('bytes', 'Space available to unprivileged users.', 'avail of df')),
    used_ratio: volatile(gauge('ratio', 'Used share of the space available to users.', 'used_bytes, available_bytes')),
  }),
  disks: list({
    name: label('Disk name.', '/sys/block'),
    model: text('Disk model. Null when the disk reports none.', 'device/model; of a memory card device/name'),
    serial_number: unique(text('Disk serial number. Null when the disk reports none.', 'device/serial, serial')),
    firmware_version: text('Disk firmware version. Null when the disk reports none.', 'device/firmware_rev'),
    size_bytes: gauge('bytes', 'Disk size.', 'size, in units of 512 bytes'),
    is_rotational: boolean('Rotational disk (as opposed to flash).', 'queue/rotational'),
  }),
} as const;

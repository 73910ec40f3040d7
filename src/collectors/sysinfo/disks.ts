// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Disks, and the file systems on them with their use. */
import { boolean, gauge, label, text, unique, volatile } from '../../core/field.js';
import { list } from '../../core/provider.js';
import { column } from '../../core/view.js';
import { parseDisks } from './disks/block.js';
import { DF, DISK_READS, readDisks } from './disks/collect.js';
import { parseFilesystems } from './disks/filesystems.js';
import { sayDisks, sayUse } from './disks/say.js';
import { definePart } from './part.js';

const MOUNTS = '/proc/mounts';

/** Records of `filesystems` and of `disks`. */
export const DISKS = {
  filesystems: list({
    mountpoint: label('Where it is mounted; of a disk that is mounted several times the shortest path.', MOUNTS),
    device: text('What it is on.', MOUNTS),
    type: text('Type of file system.', MOUNTS),
    is_read_only: boolean('Whether it is mounted for reading only: the kernel does that after an error.', MOUNTS),
    size_bytes: gauge('bytes', 'Its size.', 'size of df'),
    used_bytes: volatile(gauge('bytes', 'What is taken.', 'used of df')),
    available_bytes: volatile(gauge('bytes', 'What users may still take.', 'avail of df')),
    used_ratio: volatile(gauge('ratio', 'Part that is taken of what users may take.', 'used_bytes, available_bytes')),
  }),
  disks: list({
    name: label('Disk.', '/sys/block'),
    model: text('Model. Null where it has none.', 'device/model; of a memory card device/name'),
    serial_number: unique(text('Serial number. Null where it tells none.', 'device/serial, serial')),
    firmware_version: text('Version of its firmware. Null where it tells none.', 'device/firmware_rev'),
    size_bytes: gauge('bytes', 'Its size.', 'size, in units of 512 bytes'),
    is_rotational: boolean('Whether it has to turn.', 'queue/rotational'),
  }),
} as const;

/** File systems that lie on something of this machine, and its disks. */
export const disks = definePart({
  types: DISKS,
  reads: DISK_READS,
  runs: [DF],
  says: sayDisks,
  table: {
    type: 'filesystems',
    columns: [
      column('MOUNTED ON', 'mountpoint'),
      { header: 'USED', fields: ['used_ratio'], say: { words: sayUse, isNumber: true } },
      column('SIZE', 'size_bytes'),
      column('LEFT', 'available_bytes'),
      column('TYPE', 'type'),
      column('DEVICE', 'device'),
    ],
    below: {
      type: 'disks',
      columns: [
        column('DISK', 'name'),
        column('SIZE', 'size_bytes'),
        column('MODEL', 'model'),
        column('FIRMWARE', 'firmware_version'),
        column('SERIAL', 'serial_number'),
      ],
    },
  },
  collect: readDisks,
  parse: (raw) => {
    const [filesystems, block] = [parseFilesystems(raw), parseDisks(raw)];
    return {
      records: { filesystems: filesystems.records, disks: block.records },
      findings: [...filesystems.findings, ...block.findings],
    };
  },
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Disks, and the file systems on them with their use. */

import { column } from '../../../core/view.js';
import { defineSection } from '../section.js';
import { parseDisks } from './disks/block.js';
import { collectDisks, DF, DISK_READS } from './disks/collect.js';
import { parseFilesystems } from './disks/filesystems.js';
import { DISKS } from './disks/records.js';
import { summarizeDisks, usageCell } from './disks/summary.js';

/** File systems that lie on something of this machine, and its disks. */
export const disks = defineSection({
  types: DISKS,
  reads: DISK_READS,
  runs: [DF],
  summary: summarizeDisks,
  table: {
    type: 'filesystems',
    columns: [
      column('MOUNT', 'mountpoint'),
      { kind: 'fields', header: 'USE%', fields: ['used_ratio'], format: { value: usageCell, isNumber: true } },
      column('SIZE', 'size_bytes'),
      column('AVAIL', 'available_bytes'),
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
  collect: collectDisks,
  parse: (raw) => {
    const [filesystems, block] = [parseFilesystems(raw), parseDisks(raw)];
    return {
      records: { filesystems: filesystems.records, disks: block.records },
      findings: [...filesystems.findings, ...block.findings],
    };
  },
});

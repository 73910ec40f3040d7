// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Declares `fabric firmware`: firmware versions. The parts are in firmware/. */

import { defineProvider } from '../core/provider.js';
import { column } from '../core/view.js';
import { ADAPTER_READS } from '../hardware/adapter/adapter.js';
import { collect, RUNNING_FILE } from './firmware/collect.js';
import { FLINT, MANAGER } from './firmware/commands.js';
import { parse } from './firmware/parse.js';
import { TYPES } from './firmware/records.js';

/** Running and stored firmware of each card, and whether a reset is needed. */
export const firmware = defineProvider({
  name: 'firmware',
  summary: 'Firmware per card: running and stored version, and whether a reset is needed. Writes no firmware.',
  privilege: 'root',
  reads: [...ADAPTER_READS, RUNNING_FILE],
  runs: [...FLINT, MANAGER],
  types: TYPES,
  omitFlags: ['all'],
  dropOrder: 'BASE-GUID PXE UEFI DATE SECURITY PART-NO MODEL PSID'.split(' '),
  views: {
    summary: {
      type: 'devices',
      columns: [
        column('DEVICE', 'device'),
        column('MODEL', 'model'),
        column('PSID', 'board_id'),
        column('RUNNING', 'fw_running'),
        column('STORED', 'fw_stored'),
        { kind: 'fields', header: 'RESET', fields: ['reset_needed'], trueText: 'needed' },
      ],
      wide: [
        column('PART-NO', 'part_number'),
        column('BASE-GUID', 'base_guid'),
        column('SECURITY', 'security'),
        column('UEFI', 'uefi_version'),
        column('PXE', 'pxe_version'),
        column('DATE', 'fw_release_date'),
      ],
    },
  },
  collect,
  parse,
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Declares `fabric nvconfig`: firmware parameters. The parts are in nvconfig/. */

import { defineProvider } from '../core/provider.js';
import { column, type View } from '../core/view.js';
import { ADAPTER_READS } from '../hardware/adapter/adapter.js';
import { QUERY } from '../hardware/nvconfig/commands.js';
import { collect } from './nvconfig/collect.js';
import { OPTIONS } from './nvconfig/options.js';
import { parse } from './nvconfig/parse.js';
import { TYPES } from './nvconfig/records.js';

const DEVICE = column('DEVICE', 'device');
const PARAMETER = column('PARAMETER', 'parameter');

const parameters: View = {
  type: 'parameters',
  columns: [DEVICE, PARAMETER, column('DEFAULT', 'default'), column('CURRENT', 'current'), column('NEXT', 'next')],
  wide: [{ kind: 'fields', header: 'READ-ONLY', fields: ['read_only'], trueText: 'RO' }],
};

/** Firmware parameters of each card, and what changes at the next boot. */
export const nvconfig = defineProvider({
  name: 'nvconfig',
  summary: 'Firmware parameters per card: default, current and at the next boot. Sets nothing.',
  privilege: 'root',
  reads: ADAPTER_READS,
  runs: QUERY,
  types: TYPES,
  options: OPTIONS,
  omitFlags: ['all'],
  dropOrder: 'PCI READ-ONLY PARAMS DEFAULT MODEL NEXT-MODE MODE'.split(' '),
  views: {
    summary: {
      type: 'devices',
      columns: [
        DEVICE,
        column('MODEL', 'model'),
        column('MODE', 'mode'),
        { kind: 'fields', header: 'NEXT-MODE', fields: ['next_mode'], expectEqual: 'mode' },
        column('PARAMS', 'parameters'),
        column('CHANGED', 'changed'),
        column('PENDING', 'pending'),
      ],
      wide: [column('PCI', 'pci_address')],
      below: { ...parameters, showWhere: 'changes_at_reboot' },
    },
    parameters: { ...parameters, option: ['param', 'changed', 'pending'] },
    difference: {
      type: 'differences',
      option: 'diff',
      columns: [PARAMETER, column('A', 'value'), column('B', 'other_value')],
    },
    baseline: {
      type: 'differences',
      option: 'baseline',
      columns: [DEVICE, PARAMETER, column('BASELINE', 'other_value'), column('CURRENT', 'value')],
    },
  },
  collect,
  parse,
});

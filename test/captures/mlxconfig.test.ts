// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect } from 'vitest';
import { isConfigurationFile, parseConfigurationFile } from '../../src/collectors/nvconfig/parse-json.js';
import { parseJson } from '../../src/core/json.js';
import type { Configuration } from '../../src/hardware/nvconfig/configuration.js';
import { parseOperationMode } from '../../src/hardware/nvconfig/mode.js';
import { parseConfigurationText } from '../../src/hardware/nvconfig/parse-text.js';
import { LAYOUTS, parameter, type VendorTable, writeVendorTables } from '../unit/collectors/nvconfig/vendor-table.js';
import { type Capture, testCaptures } from './capture.js';

/** Summary of a device: its columns, whether it has parameters and arrays, its mode, the first fault. */
const summary = ({ device, columns, parameters, errors }: Configuration) => {
  const byName = new Map(parameters.map((p) => [p.name, p.values.next]));
  return {
    named: device !== null,
    columns: columns.join(' '),
    parameters: parameters.length > 0,
    arrays: parameters.some(({ values }) => values.next?.text.startsWith('Array[')),
    mode: parseOperationMode((name) => byName.get(name)).mode,
    fault: errors[0] ?? null,
  };
};

const parse = (text: string, file: string): unknown => {
  if (!file.endsWith('.json')) return parseConfigurationText(text).map(summary);
  const json = parseJson(text);
  return isConfigurationFile(json) ? parseConfigurationFile(json).map(summary) : 'no configuration';
};

const CARD: VendorTable = {
  device: '0000:21:00.0',
  deviceType: 'ConnectX6',
  name: 'MCX653106A-HDA_Ax',
  description: 'ConnectX-6 VPI adapter card; HDR IB (200Gb/s) and 200GbE; dual-port QSFP56',
  columns: ['next'],
  parameters: [parameter('NUM_OF_VFS', '4'), parameter('SRIOV_EN', 'True(1)'), parameter('LINK_TYPE_P1', 'ETH(2)')],
};
const WITH_ARRAY = { ...CARD, parameters: [...CARD.parameters, parameter('HOST_CHAINING_DESCRIPTORS', 'Array[0..7]')] };
const VERBOSE: VendorTable = {
  ...WITH_ARRAY,
  columns: ['default', 'current', 'next'],
  parameters: [
    ...WITH_ARRAY.parameters,
    parameter('PCI_ATOMIC_MODE', 'PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)'),
    parameter('LEGACY_BOOT_PROTOCOL', 'PXE(1)', 'PXE(1)', 'NONE(0)'),
  ],
};
const owned = (owner: string, engine: string): VendorTable => ({
  ...VERBOSE,
  parameters: [
    ...['PAGE_SUPPLIER', 'ESWITCH_MANAGER', 'IB_VPORT0'].map((part) => parameter(`INTERNAL_CPU_${part}`, owner)),
    parameter('INTERNAL_CPU_OFFLOAD_ENGINE', engine),
    parameter('INTERNAL_CPU_MODEL', 'EMBEDDED_CPU(1)'),
    ...VERBOSE.parameters,
  ],
});
const write = (card: VendorTable, layout: keyof typeof LAYOUTS = 'wide'): string =>
  writeVendorTables([card], LAYOUTS[layout]);

const READ = { named: true, columns: 'next', parameters: true, arrays: false, mode: null, fault: null };
const ALL = { ...READ, columns: 'default current next', arrays: true };
const nothing = (fault: unknown, more: object = {}) => ({
  ...READ,
  named: false,
  columns: '',
  parameters: false,
  fault,
  ...more,
});

const capture = (file: string, own: string, expected: unknown): Capture<unknown> => ({
  file,
  own,
  expected: [expected],
});

const OUTPUTS: readonly Capture<unknown>[] = [
  capture('mlxconfig_q_cx4lx_full_mft4.27.txt', write(WITH_ARRAY).trimStart(), { ...READ, arrays: true }),
  capture('mlxconfig_q_cx5_ib_full_mft4.30.txt', write(WITH_ARRAY).replace(/ +$/gm, ''), { ...READ, arrays: true }),
  capture('mlxconfig_q_cx6_array.txt', write(WITH_ARRAY, 'narrow'), { ...READ, arrays: true }),
  capture('mlxconfig_q_cx6_noverbose.txt', write(CARD, 'narrow'), READ),
  // The author removed rows from this capture, which is detected.
  capture('mlxconfig_q_cx7_array_excerpt.txt', `${write(WITH_ARRAY)}       (...)\n`, {
    ...READ,
    arrays: true,
    fault: 'malformed row: "(...)"',
  }),
  capture(
    'mlxconfig_q_e_array_expanded.txt',
    write({ ...VERBOSE, parameters: [0, 1, 2].map((i) => parameter(`HOST_CHAINING_DESCRIPTORS[${i}]`, '64')) }).replace(
      /^[\s\S]*(?=Configurations:)/,
      '\n',
    ),
    { ...ALL, named: false, arrays: false },
  ),
  capture(
    'mlxconfig_q_e_bf3_offload_engine.txt',
    write({ ...VERBOSE, parameters: [parameter('INTERNAL_CPU_OFFLOAD_ENGINE', 'ENABLED(0)')] }).replace(
      /Name:[\s\S]*(?=Configurations:)/,
      '',
    ),
    { ...ALL, named: false, arrays: false, mode: 'dpu' },
  ),
  capture('mlxconfig_q_e_bf_rows_dpu_mode.txt', write(owned('ECPF(0)', 'ENABLED(0)')), { ...ALL, mode: 'dpu' }),
  capture('mlxconfig_q_e_bf_rows_nic_mode.txt', write(owned('EXT_HOST_PF(1)', 'DISABLED(1)')), { ...ALL, mode: 'nic' }),
  capture('mlxconfig_q_e_cx4lx_dell_eth.txt', write(VERBOSE).replaceAll('ETH(2)', 'ETH   '), ALL),
  capture(
    'mlxconfig_query_grep_link_type_cx6.txt',
    '        LINK_TYPE_P1                                ETH(2)\n',
    nothing(expect.stringMatching(/^line before the table: "LINK_TYPE_P1 +\w+\(\d\)"$/)),
  ),
  ...['mlxconfig_set_link_type_cx6_session.txt', 'mlxconfig_set_prompt_cx6dx.txt'].map((file) =>
    capture(
      file,
      write(CARD).replace(/(Configurations:.*)/, '$1 New'),
      nothing(expect.stringMatching(/^not the table of a single query: "Configurations:/), { named: true }),
    ),
  ),
  capture(
    'mlxconfig_show_confs_excerpt.txt',
    'List of configurations the device 0000:21:00.0 may support:\n    GLOBAL PCI CONF:\n',
    nothing(expect.stringMatching(/^line before the table: "List of configurations the device /)),
  ),
  capture(
    'mlxconfig_validate_system_conf_mismatch.txt',
    "Validating system configuration 'conf1' on device 0000:21:00.0\n---\n  MISMATCH: NUM_OF_PF\tExpected: 2\tActual: 1\n",
    nothing(expect.stringMatching(/^line before the table: "Validating system configuration/)),
  ),
  {
    file: 'mlxconfig_json_bf3_shape.json',
    own: JSON.stringify({
      'Device #1': {
        device: '0000:21:00.0',
        device_type: 'BlueField3',
        name: 'x',
        description: 'y',
        tlv_configuration: {
          NUM_OF_VFS: { current_value: 8, default_value: 16, modified: true, next_value: 8, read_only: false },
        },
      },
    }),
    expected: [{ ...ALL, arrays: false }],
  },
  { file: 'upstream-4.35/mstconfig_q_json_nodev.written_file.json', own: '{}\n', expected: 'no configuration' },
];

/** Runs without a device, by the output of the tool. */
const ERRORS: readonly (readonly [string, RegExp, readonly string[]])[] = [
  [
    '-E- Failed to open the device\n',
    /^Failed to open the device/,
    [
      'debian-4.21/mstconfig_q_bogus.stdout',
      'debian-4.21/mstconfig_q_e_nodev.stdout',
      'debian-4.21/mstconfig_q_nodev.stdout',
      'debian-4.21/mstconfig_showconfs_nodev.stdout',
      'upstream-4.35/mstconfig_i_nodev.stdout',
      'upstream-4.35/mstconfig_json_after_q.stdout',
      'upstream-4.35/mstconfig_q_e_nodev.stdout',
      'upstream-4.35/mstconfig_q_json_nodev.stdout',
      'upstream-4.35/mstconfig_q_nodev.stdout',
      'upstream-4.35/nonroot_mstconfig.stdout',
    ],
  ],
  [
    '-E- Failed to get devices.\n',
    /^Failed to get devices\.$/,
    ['debian-4.21/mstconfig_q.stdout', 'upstream-4.35/mstconfig_q_all.stdout'],
  ],
  [
    '-E- invalid argument: -x\n    NAME:\n        mstconfig\n',
    /^(invalid argument|No command found)/,
    ['bogus_cmd', 'noargs'].flatMap((run) =>
      ['debian-4.21', 'upstream-4.35'].map((v) => `${v}/mstconfig_${run}.stdout`),
    ),
  ],
  ['-E- invalid argument: -j\n    NAME:\n', /^invalid argument: -j/, ['debian-4.21/mstconfig_q_json.stdout']],
  [
    '    NAME:\n        mstconfig\n',
    /^line before the table: "NAME:"$/,
    ['h', 'help'].flatMap((run) => ['debian-4.21', 'upstream-4.35'].map((v) => `${v}/mstconfig_${run}.stdout`)),
  ],
  [
    'mstconfig, mstflint 4.20.0, Git SHA Hash: N/A\n',
    /^line before the table: "mstconfig, mstflint/,
    ['debian-4.21/mstconfig_version.stdout', 'upstream-4.35/mstconfig_version.stdout'],
  ],
];

testCaptures(
  [
    ...OUTPUTS,
    ...ERRORS.flatMap(([own, fault, files]) =>
      files.map((f) => capture(f, own, nothing(expect.stringMatching(fault)))),
    ),
  ],
  parse,
  (file) => /(^|\/)(nonroot_)?(mlx|mst)config_/.test(file),
);

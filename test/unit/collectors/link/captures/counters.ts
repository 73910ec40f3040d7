// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Counters, failures to read them, and a port in test mode. */

import { counters, eyes, infiniband, link, noCounters, zeros } from '../printed.js';
import {
  type Capture,
  COUNTED,
  MODULE_WITHOUT_READINGS,
  NO_SUCH_LINE,
  simulated,
  TROUBLE,
  UP,
  upAs,
} from './capture.js';

const BY_COUNTERS = [
  'since_clear_seconds',
  'raw_ber',
  'effective_ber',
  'effective_errors',
  'link_downs',
  'link_recoveries',
] as const;
const allCounters = (why: string) => Object.fromEntries(BY_COUNTERS.map((field) => [field, why]));

const NO_BASE = {
  state: 'parse: no section "Operational Info"',
  width_lanes: 'parse: no section "Operational Info"',
  speed_bytes_per_second: 'parse: no section "Operational Info"',
  fec: 'parse: no section "Operational Info"',
  opcode: 'parse: no section "Troubleshooting Info"',
  fw_version: 'parse: no section "Tool Information"',
};

const LANES_IN_DOUBT = 'parse: values for 4 lanes, but the link width is unknown';

export const COUNTERS: readonly Capture[] = [
  {
    ...upAs('bad_signal_integrity', '-c', {
      ...link({}, { ...TROUBLE, 'Status Opcode': '15', Recommendation: 'Bad signal integrity' }),
      ...counters(),
    }),
    expected: { state: 'active', opcode: 15, opcode_group: 'PHY FW', ...COUNTED },
  },
  {
    ...upAs('ib_active_hdr_c', '-c -e', {
      ...infiniband({ FEC: 'RS-FEC - (528,514) + PLR' }),
      ...counters({
        'Symbol Errors': '5',
        'Symbol BER': '0E-0',
        'Raw Physical Errors Per Lane': ['N/A', 'N/A', 'N/A', 'N/A'],
        'Raw Physical BER Per Lane': ['N/A'],
      }),
      ...eyes({
        'Physical Grade': ['0', '0', '0', '0'],
        'Height Eye Opening [mV]': ['N/A', 'N/A', 'N/A', 'N/A'],
        'Phase  Eye Opening [psec]': ['N/A', 'N/A', 'N/A', 'N/A'],
      }),
    }),
    expected: { state: 'active', symbol_errors: 5n, symbol_ber: 0, raw_errors: null, eye_mode: null },
  },
  ...(
    [
      ['ib_polling', 'Polling', 'polling', 'N/A', { ...TROUBLE, 'Status Opcode': '57' }],
      ['physical_linkup_waiting_sm_ib', 'Physical LinkUp', 'physical_linkup', 'LinkUp', {}],
    ] as const
  ).map(
    ([name, printed, state, physical, trouble]): Capture => ({
      files: simulated(name),
      argv: '-c',
      sections: {
        ...infiniband({ State: printed, 'Physical state': physical, Speed: 'N/A', Width: 'N/A', FEC: 'N/A' }, trouble),
        ...noCounters({ 'Symbol Errors': 'N/A', 'Symbol BER': 'N/A' }),
      },
      expected: { state, symbol_ber: null, raw_ber: null, lanes: null },
    }),
  ),
  {
    ...upAs('register_error_counters', '-c', link()),
    errors: [
      'Showing BER via PPCNT raised the following exception: Failed to send access register: ME_REG_ACCESS_BAD_PARAM',
    ],
    expected: { ...UP, raw_ber: null },
    why: allCounters('unreadable: Failed to send access register: ME_REG_ACCESS_BAD_PARAM'),
  },
  {
    ...upAs('register_error_semaphore_counters', '-m -c', { ...link(), ...zeros() }),
    errors: ['Showing BER via PPCNT raised the following exception: Failed: ME_ICMD_STATUS_SEMAPHORE_TO'],
    expected: { ...UP, ...MODULE_WITHOUT_READINGS, raw_ber: null },
    why: allCounters('unreadable: ICMD semaphore busy: another tool is using the device'),
  },
  {
    files: ['mlxlink_text_400g_counters_ansi.txt'],
    argv: '-c',
    sections: {
      'Physical Counters and BER Info': {
        'Time Since Last Clear [Min]': '1440.5',
        'Effective Physical Errors': '18446744073709551615',
        'Effective Physical BER': '15E-255',
        'Raw Physical Errors Per Lane': ['4294967301', '9007199254740993', '17', '0'],
        'Link Down Counter': '6',
        'Link Error Recovery Counter': '2',
        'Raw Physical BER': '\u001b[32m7E-9\u001b[0m',
      },
    },
    expected: { state: null, ...COUNTED, raw_errors: null },
    why: { ...NO_BASE, raw_errors: LANES_IN_DOUBT, 'lanes.raw_errors': LANES_IN_DOUBT },
  },
  {
    files: ['mlxlink_text_400g_osfp_module_info.txt'],
    argv: '-m',
    sections: {
      'Module Info': {
        'Temperature [C]': '51 [-5..72]',
        'Voltage [mV]': '3243.7 [2970..3630]',
        'Bias Current [mA]': '7.1,7.2,7.3,7.4 [3..13]',
        'Rx Power Current [dBm]': '1.2,0.9,1.5,-0.2 [-9.5..5]',
        'Tx Power Current [dBm]': '0.7,0.8,0.6,1.0 [-7.5..4.5]',
        Identifier: 'OSFP',
        'Vendor Name': 'ACME',
        'Vendor Part Number': 'AC-SR4',
        'Vendor Serial Number': 'AC2300982',
      },
    },
    expected: { state: null, module_temperature_celsius: 51, bias_max_amperes: 0.013, alarms: [] },
    why: { ...NO_BASE, cable_type: NO_SUCH_LINE },
  },
  {
    files: ['mlxlink_text_bad_signal_integrity_ansi.txt'],
    argv: '-m',
    sections: {
      'Module Info': { 'Temperature [C]': '51 [-5..72]', Identifier: 'OSFP', 'Vendor Serial Number': 'AC2300983' },
      'Troubleshooting Info': {
        'Status Opcode': '0',
        'Group Opcode': 'N/A',
        Recommendation: '\u001b[31mBad signal integrity\u001b[0m',
      },
    },
    expected: { state: null, opcode: 0, recommendation: 'Bad signal integrity' },
    why: {
      ...Object.fromEntries(Object.entries(NO_BASE).filter(([field]) => field !== 'opcode')),
      ...Object.fromEntries(
        [
          'module_voltage_volts',
          'lanes.bias_amperes',
          'lanes.rx_power_dbm',
          'lanes.tx_power_dbm',
          'cable_type',
          'module_part_number',
        ].map((field) => [field, NO_SUCH_LINE]),
      ),
    },
  },
  ...['prbs_test_mode_c', 'prbs_test_mode_m_e'].map(
    (name): Capture => ({
      files: simulated(name),
      argv: name.endsWith('c') ? '-c' : '-m -e',
      sections: {
        'Test Mode Info': { 'RX PRBS Mode': 'PRBS31', 'Lock Status': ['Locked', 'Not Locked'] },
        ...(name.endsWith('c')
          ? { 'Physical Counters and BER Info (PRBS)': { 'PRBS Errors': '7,8', 'PRBS BER': '3E-9' } }
          : zeros()),
      },
      expected: { state: null, opcode: null, raw_ber: null, isUnderTest: true },
      why: { state: 'absent: under test: sends PRBS patterns, no traffic' },
    }),
  ),
];

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cables and optical modules. */

import { copper, counters, link, optics, zeros } from '../printed.js';
import { type Capture, COUNTED, MODULE_WITHOUT_READINGS, NO_SUCH_LINE, UP, upAs } from './capture.js';

/** A module with little data in its memory. */
const UNKNOWN_MODULE = {
  Identifier: 'N/A',
  'Cable Technology': '',
  Rev: 'N/A',
  'Transfer Distance [m]': '3',
  'FW Version': 'N/A',
  'Module State': 'N/A',
  'DataPath state [per lane]': ['N/A', 'N/A', 'N/A', 'N/A'],
};

export const MODULES: readonly Capture[] = [
  {
    ...upAs('active_200g_m_c_passive', '-m -c', { ...link(), ...zeros(), ...counters() }),
    expected: { ...UP, ...COUNTED, ...MODULE_WITHOUT_READINGS, module_part_number: 'AC-100-2M' },
  },
  {
    ...upAs('active_200g_aoc_m', '-m', {
      ...link(),
      ...optics({ ...UNKNOWN_MODULE, 'Rx Power Current [dBm]': '-12,1,N/A,0 [-9..5]' }),
    }),
    expected: { ...UP, module_identifier: null, module_voltage_volts: 3.2437, alarms: ['rx_low 0'] },
  },
  {
    ...upAs('module_not_enabled_warning', '-m', { ...link(), ...zeros() }),
    expected: { ...UP, ...MODULE_WITHOUT_READINGS, cable_length_meters: 2 },
  },
  { ...upAs('sw_controlled_module', '-m', { ...link(), ...zeros() }), expected: { ...UP, ...MODULE_WITHOUT_READINGS } },
  {
    files: ['mlxlink_text_bf3_eth100g_m_c_passive_dac_mft4.30.1.txt'],
    argv: '-m -c',
    sections: { ...link(), ...copper(), ...counters({ 'Raw Physical BER': '15E-255' }) },
    expected: { ...UP, ...MODULE_WITHOUT_READINGS, raw_ber: 0, cable_technology: 'Copper cable, passive, unequalized' },
  },
  ...(
    [
      ['healthy', {}, 'Ready state', []],
      ['bias_high', { 'Bias Current [mA]': '7.1,13.5,7.2,7.3 [3..13]' }, 'Ready state', ['bias_high 1']],
      ['low_power', { 'Module State': 'Low Power state' }, 'Low Power state', []],
    ] as const
  ).map(([name, rows, module_state, alarms]): Capture => {
    const kept = Object.entries(optics(rows)['Module Info'] ?? {}).filter(([key]) =>
      /\[(?!m\])|^Module State/.test(key),
    );
    return {
      files: [`mlxlink_text_cx7_osfp_m_${name}_gcm_fixture.txt`],
      argv: '-m',
      sections: {
        'Operational Info': { State: 'Active', 'Physical state': 'N/A' },
        'Module Info': Object.fromEntries(kept),
      },
      // Without the cable type it is unknown whether the flags are valid.
      expected: { state: 'active', physical_state: null, module_state, alarms },
      why: {
        width_lanes: NO_SUCH_LINE,
        speed_bytes_per_second: NO_SUCH_LINE,
        fec: NO_SUCH_LINE,
        opcode: 'parse: no section "Troubleshooting Info"',
        fw_version: 'parse: no section "Tool Information"',
        cable_type: NO_SUCH_LINE,
        module_part_number: NO_SUCH_LINE,
      },
    };
  }),
];

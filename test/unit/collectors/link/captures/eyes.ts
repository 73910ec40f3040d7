// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Receiver eyes. */

import { counters, eyes, histogram, link, optics } from '../printed.js';
import { type Capture, EYE_LANES, UP, upAs } from './capture.js';

export const EYES: readonly Capture[] = [
  {
    ...upAs('eye_16nm', '-e', {
      ...link(),
      ...eyes({
        'Physical Grade': ['4100', '0', '4200', '4300'],
        'Height Eye Opening [mV]': ['61', 'N/A', '62', '63'],
        'Phase  Eye Opening [psec]': ['19', 'N/A', '20', '21'],
      }),
    }),
    // Lane 1 has no value; lane 2 must keep its number.
    expected: {
      lanes: [
        { lane: 0, eye_grade: 4100, eye_height_volts: 0.061, eye_phase_seconds: 1.9e-11 },
        { lane: 1, eye_grade: 0, eye_height_volts: null, eye_phase_seconds: null },
        { lane: 2, eye_grade: 4200, eye_height_volts: 0.062, eye_phase_seconds: 2e-11 },
        { lane: 3, eye_grade: 4300, eye_height_volts: 0.063, eye_phase_seconds: 2.1e-11 },
      ],
    },
  },
  {
    ...upAs('eye_7nm', '-e', {
      ...link(),
      ...eyes({
        'FOM Mode': ['SLRG_FOM_MODE_BER'],
        Lane: EYE_LANES,
        'Initial FOM': ['90', '91', '92', '93'],
        'Last FOM': ['80', '0', '82', '83'],
        'Upper Grades': ['70', '71', '72', '73'],
        'Mid Grades': ['60', '61', '62', '63'],
        'Lower Grades': ['50', '51', '52', '53'],
      }),
    }),
    expected: {
      eye_mode: 'ber',
      lanes: [0, 1, 2, 3].map((lane) => ({
        lane,
        fom_initial: 90 + lane,
        fom_last: lane === 1 ? 0 : 80 + lane,
        fom_lower: 50 + lane,
      })),
    },
  },
  {
    ...upAs('eye_7nm_no_status', '-e', {
      ...link(),
      ...eyes({ 'FOM Mode': ['N/A'], Lane: ['N/A'], 'Initial FOM': ['N/A'], 'Last FOM': ['N/A'] }),
    }),
    expected: { ...UP, eye_mode: null, lanes: null },
  },
  {
    files: ['mlxlink_json_cx7_400g_eye_mft4.34.1.json'],
    argv: '-m -c --rx_fec_histogram -e --json',
    sections: {
      ...link({ Speed: '400G', FEC: 'Standard_RS-FEC - (544,514)' }),
      ...optics(),
      ...counters(),
      ...histogram(
        Array.from({ length: 16 }, (_, i) => [i, i, i === 0 ? '26000000000001' : i === 7 ? '2' : '0'] as const),
      ),
      ...eyes({
        'FOM Mode': ['SLRG_FOM_MODE_EYEO'],
        Lane: EYE_LANES,
        'Initial FOM': ['90', '91', '92', '93'],
        'Last FOM': ['80', '81', '82', '83'],
        'Upper Grades': ['70', '71', '72', '73'],
        'Mid Grades': ['60', '61', '62', '63'],
        'Lower Grades': ['50', '51', '52', '53'],
      }),
    },
    expected: {
      speed_bytes_per_second: 50_000_000_000,
      fec_codewords: 26_000_000_000_003n,
      fec_worst_errors: 7,
      fec_correctable_errors: 15,
      eye_mode: 'eyeo',
      cable_length_meters: null,
      alarms: [],
    },
  },
];

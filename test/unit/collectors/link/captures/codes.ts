// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** FEC capabilities and histograms. */

import { capabilities, eyes, histogram, infiniband, link, noCounters, noLink } from '../printed.js';
import { type Capture, downAs, simulated, TROUBLE, UP, upAs } from './capture.js';

const FEC_MODES = { mask: '0x85', values: ['No-FEC', 'RS-FEC (528,514)', 'LL_RS-FEC (272,257+1)'] };
const NO_END = 'parse: bins do not cover 0 to the correctable maximum';

export const CODES: readonly Capture[] = [
  ...['fec_capability', 'fec_capability_cx5_16nm_less'].map((name): Capture => {
    const suffix = name === 'fec_capability' ? '_4X' : 'bE';
    return {
      files: simulated(name),
      argv: '--show_fec',
      sections: {
        ...link(),
        ...capabilities({
          [`FEC Capability 100G${suffix}`]: FEC_MODES,
          'FEC Capability 10G': { mask: '0x0', values: ['N/A'] },
        }),
      },
      expected: {
        ...UP,
        fec_correctable_errors: 7,
        fec_capabilities: [
          { speed: `100G${suffix}`, modes: 'No-FEC,RS-FEC (528,514),LL_RS-FEC (272,257+1)' },
          { speed: '10G', modes: '' },
        ],
      },
    };
  }),
  {
    files: simulated('fec_capability_ib'),
    argv: '--show_fec',
    sections: infiniband({ FEC: 'RS-FEC - (528,514) + PLR' }),
    expected: { fec_capabilities: null, fec_correctable_errors: 7 },
  },
  {
    files: simulated('rx_fec_histogram'),
    argv: '--rx_fec_histogram',
    sections: {
      ...link(),
      ...histogram([
        [0, 9, '12903348632'],
        [1, 0, '0'],
        [2, 30, '311'],
      ]),
    },
    expected: {
      fec_codewords: null,
      fec_worst_errors: null,
      fec_bins: [
        { bin: 0, errors_from: 0, errors_to: 9, codewords: 12_903_348_632n },
        { bin: 1, errors_from: null, errors_to: null, codewords: 0n },
        { bin: 2, errors_from: 2, errors_to: 30, codewords: 311n },
      ],
    },
    why: { fec_codewords: NO_END, fec_worst_errors: NO_END },
  },
  {
    files: simulated('rx_fec_histogram_ranges'),
    argv: '--rx_fec_histogram',
    sections: {
      ...link(),
      ...histogram([
        [0, 0, '9007199254740993'],
        [1, 1, '40'],
        [2, 4, '5'],
        [5, 7, '0'],
      ]),
    },
    expected: { fec_codewords: 9_007_199_254_741_038n, fec_worst_errors: 4, fec_correctable_errors: 7 },
  },
  {
    ...upAs('rx_fec_histogram_no_info', '--rx_fec_histogram'),
    errors: [
      'Providing FEC histogram cause the following exception:',
      'No histogram info available for the current active FEC',
    ],
    expected: { ...UP, fec_bins: null },
    why: { fec_bins: 'not_supported: No histogram info available for the current active FEC' },
  },
  downAs('rx_fec_histogram_link_down', ['Polling', 'polling'], ['2', 'Negotiation failure'], {
    argv: '--rx_fec_histogram',
    errors: [
      'Providing FEC histogram cause the following exception:',
      'FEC Histogram is valid with active link operation only',
    ],
  }),
  {
    files: simulated('polling_negotiation_failure'),
    argv: '-c -e --show_fec',
    sections: {
      ...noLink(
        { State: 'Polling' },
        { ...TROUBLE, 'Status Opcode': '2', Recommendation: 'Negotiation failure. Look.' },
      ),
      ...noCounters(),
      ...eyes({ 'FOM Mode': ['N/A'], Lane: ['N/A'], 'Initial FOM': ['N/A'], 'Last FOM': ['N/A'] }),
      ...capabilities({ 'FEC Capability 100G_4X': { mask: '0x0', values: ['N/A'] } }),
    },
    expected: {
      state: 'polling',
      opcode: 2,
      lanes: null,
      eye_mode: null,
      fec_capabilities: [{ speed: '100G_4X', modes: '' }],
    },
  },
];

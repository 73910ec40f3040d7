// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** PCIe links and their counters. */

import { pcieLink } from '../printed.js';
import { type Capture, EYE_LANES, simulated } from './capture.js';

const PCIE_COUNTERS = {
  'Management PCIe Performance Counters Info': {
    'RX Errors': '3',
    'TX Errors': '0',
    'CRC Error dllp': '0',
    'CRC Error tlp': '1',
    'Effective ber': '15E-255',
  },
};
const PCIE_COUNTED = { pcie_rx_errors: 3n, pcie_crc_tlp_errors: 1n, pcie_effective_ber: 0 };

export const PCIE: readonly Capture[] = [
  {
    files: simulated('pcie_info_c'),
    argv: '--port_type PCIE -c',
    sections: { 'PCIe Operational (Enabled) Info': pcieLink('0, 0, 0'), ...PCIE_COUNTERS },
    expected: {
      ...PCIE_COUNTED,
      pcie_links: [{ depth: 0, pcie_index: 0, node: 0, speed_transfers_per_second: 16e9, width_lanes: 16 }],
    },
  },
  {
    files: simulated('pcie_degraded'),
    argv: '--port_type PCIE',
    sections: { 'PCIe Operational (Enabled) Info': pcieLink('0, 0, 0', '5G-Gen 2 (16G-Gen 4)', '4X (16X)') },
    expected: {
      pcie_links: [
        { speed_transfers_per_second: 5e9, max_speed_transfers_per_second: 16e9, width_lanes: 4, max_width_lanes: 16 },
      ],
    },
  },
  {
    files: simulated('pcie_eye'),
    argv: '--port_type PCIE -e',
    sections: {
      'PCIe Operational (Enabled) Info': pcieLink('0, 0, 0'),
      'EYE Opening Info (PCIe)': { Lane: EYE_LANES },
    },
    expected: { pcie_links: [{ width_lanes: 16 }] },
  },
  {
    files: simulated('pcie_links'),
    argv: '--port_type PCIE --show_links',
    sections: { 'Valid PCIe Links': { Legend: ['depth', 'bdf'], 'Link 1': ['0', '03:00.0'] } },
    expected: { pcie_links: null },
  },
  {
    files: ['simulated-4.35/pcie_multihost_4_sections.stdout'],
    argv: '--port_type PCIE',
    sections: {
      'PCIe Operational (Enabled) Info': ['0, 0, 0', '0, 1, 0', '0, 2, 0', '0, 3, 0'].map((place) => pcieLink(place)),
    },
    expected: { pcie_links: [0, 1, 2, 3].map((pcie_index) => ({ depth: 0, pcie_index, node: 0 })) },
  },
  {
    // The tool's JSON keeps only the last link, so fabric requests text.
    files: ['simulated-4.35/pcie_multihost_4_sections_json.stdout'],
    argv: '--port_type PCIE --json',
    sections: {
      'PCIe Operational (Enabled) Info': ['0, 0, 0', '0, 1, 0', '0, 2, 0', '0, 3, 0'].map((place) => pcieLink(place)),
    },
    expected: { pcie_links: [{ depth: 0, pcie_index: 3, node: 0 }] },
  },
  {
    files: ['mlxlink_text_cx6_pcie_gen1_eye_error.txt'],
    argv: '--port_type PCIE -e',
    sections: { 'PCIe Operational (Enabled) Info': pcieLink('0, 0, 0', '2.5G-Gen 1 (16G-Gen 4)', '4X (16X)') },
    errors: ['Showing Eye via SLRG raised the following exception: Eye information available for Gen3 and above'],
    expected: { pcie_links: [{ speed_transfers_per_second: 2.5e9, width_lanes: 4 }] },
  },
  {
    files: ['mlxlink_text_cx6dx_pcie_eye_counters_old.txt'],
    argv: '--port_type PCIE -e -c',
    sections: {
      'PCIe Operational (Enabled) Info': { ...pcieLink('0, 0, 0'), 'Device Status': 'Correctable Error detected.' },
      'Management PCIe Timers Counters Info': { 'dl down': '2' },
      'Management PCIe Performance Counters Info': {
        'RX Errors': '3',
        'TX Errors': '0',
        'CRC Error dllp': '0',
        'CRC Error tlp': '1',
      },
    },
    expected: { ...PCIE_COUNTED, pcie_effective_ber: null },
  },
];

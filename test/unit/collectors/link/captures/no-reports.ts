// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Outputs without a report: no device, invalid flag, no root, help, and excerpts. */

import { NOTHING_PRINTED } from '../printed.js';
import { type Capture, simulated } from './capture.js';

const nothing = (...files: readonly string[]): Capture => ({
  files,
  argv: '',
  sections: NOTHING_PRINTED,
  expected: null,
});

/** Output without a device, with an invalid flag, or without root. */
export const NO_REPORTS: readonly Capture[] = [
  nothing(
    ...['badopt', 'badport', 'mstdev', 'nodev', 'nodev_json', 'nodev_json_m', 'nodev_mlx5', 'nodevarg_json'].map(
      (n) => `debian-4.21/mstlink_${n}.stdout`,
    ),
  ),
  nothing(
    ...[
      'abbrev_port_st',
      'ambig',
      'badopt',
      'nodev',
      'nodev_json',
      'nodev_mlx5',
      'nodevarg_json',
      'single_dash_port_state',
    ].map((n) => `upstream-4.35/mstlink_${n}.stdout`),
    'upstream-4.35/nonroot_mstlink.stdout',
  ),
  ...['fw_not_supported', 'port_2_on_hca_error', 'register_error_pddr', 'spectrum4_switch_port5'].map((name) =>
    nothing(...simulated(name)),
  ),
  nothing('simulated-4.35/ber_monitor_hca_error_json.stdout'),
  {
    files: ['h', 'help', 'noargs'].flatMap((n) => [
      `debian-4.21/mstlink_${n}.stdout`,
      `upstream-4.35/mstlink_${n}.stdout`,
    ]),
    argv: '--help',
    sections:
      '    NAME:\n        mstlink\n\n    OPTIONS:\n        -h |--help    \t: Display help message.\n        --json        \t: Print it\n',
    expected: null,
  },
  {
    files: ['debian-4.21/mstlink_version.stdout', 'upstream-4.35/mstlink_version.stdout'],
    argv: '--version',
    sections: 'mstlink, mstflint 4.30.2, Git SHA Hash: N/A\n',
    expected: null,
  },
  {
    files: ['mlxlink_json_2020_old_style_excerpt.txt'],
    argv: '--json',
    sections:
      '{\n   "result" : {\n      "output" : {\n         "Operational Info" : {\n            "Speed" : "IB-EDR",\n',
    expected: null,
  },
  {
    files: ['mlxlink_text_cx6_ib_hdr_counters_grep.txt'],
    argv: '-c',
    // Excerpts: the section of these lines is unknown.
    sections:
      'FEC                             : No FEC\nSymbol Errors                   : 3\nRaw Physical BER                : 4E-9\n',
    expected: null,
  },
];

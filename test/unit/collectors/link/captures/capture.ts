// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is said of one capture, and the parts that several of them share. */

import { link, noLink, type Sections } from '../printed.js';

/** One state of a port. */
export type Capture = {
  /** The files below the directory of captures, the text first; those of one state in both forms are two. */
  readonly files: readonly string[];
  /** What was asked for: sections that were not are no loss. */
  readonly argv: string;
  /** Our own port; or a text that is no report. */
  readonly sections: Sections | string;
  readonly errors?: readonly string[];
  /** What it must say, of the fields that make the state what it is; null for what is no report. */
  readonly says: Readonly<Record<string, unknown>> | null;
  /** Why fields are null, by field, where that is not by design. */
  readonly why?: Readonly<Record<string, string>>;
};

export const simulated = (name: string): readonly string[] => [
  `simulated-4.35/${name}.stdout`,
  `simulated-4.35/${name}_json.stdout`,
];

export const NO_SUCH_LINE = 'absent: not printed by the tool';
export const UP = { state: 'active', speed_bytes_per_second: 12_500_000_000, width_lanes: 4, opcode: 0 };
export const TROUBLE = { 'Group Opcode': 'PHY FW' };
export const COUNTED = {
  since_clear_seconds: 86_430,
  raw_ber: 7e-9,
  effective_ber: 0,
  effective_errors: 18_446_744_073_709_551_615n,
  link_downs: 6n,
  raw_errors: 9_007_203_549_708_311n,
};
export const SILENT_MODULE = { module_temperature_celsius: null, rx_power_max_dbm: null, alarms: null };

/** A link that is up, with nothing else of interest. */
export const upAs = (name: string, argv = '', sections: Sections = link()): Capture => ({
  files: simulated(name),
  argv,
  sections,
  says: UP,
});

export const downAs = (
  name: string,
  state: readonly [printed: string, read: string],
  trouble: readonly [opcode: string, recommendation: string],
  more: Partial<Capture> = {},
): Capture => ({
  files: simulated(name),
  argv: '',
  sections: noLink(
    { State: state[0] },
    { ...(trouble[0] === '0' ? {} : TROUBLE), 'Status Opcode': trouble[0], Recommendation: trouble[1] },
  ),
  says: {
    state: state[1],
    opcode: Number(trouble[0]),
    speed_bytes_per_second: null,
    width_lanes: null,
    fec: null,
    recommendation: trouble[1],
  },
  ...more,
});

export const EYE_LANES = ['0', '1', '2', '3'];

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The type of a capture, and the parts that several captures share. */

import { link, noLink, type Sections } from '../printed.js';

/** One state of a port, with the expected result. */
export type Capture = {
  /** Files below the capture directory; text before JSON when a state was captured as both. */
  readonly files: readonly string[];
  /** Flags of the command; sections that were not requested may be missing. */
  readonly argv: string;
  /** Our own port, or a text that is not a report. */
  readonly sections: Sections | string;
  readonly errors?: readonly string[];
  /** Expected values of the fields that matter for this state; null when the text is not a report. */
  readonly expected: Readonly<Record<string, unknown>> | null;
  /** Expected reasons of fields that are null, unless that is by design. */
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
export const MODULE_WITHOUT_READINGS = { module_temperature_celsius: null, rx_power_max_dbm: null, alarms: null };

/** A link that is up, with nothing else to check. */
export const upAs = (name: string, argv = '', sections: Sections = link()): Capture => ({
  files: simulated(name),
  argv,
  sections,
  expected: UP,
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
  expected: {
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

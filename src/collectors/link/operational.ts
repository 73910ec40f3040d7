// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The four sections that every answer about a network port has: the link, its speeds, its trouble, the tool. */

import { linkBytesPerSecond } from './link-speed.js';
import { type Report, sectionsOf } from './report.js';
import { type AddFinding, sectionReader } from './section-reader.js';
import { parseWholeNumber, splitList } from './values.js';

/** States of the PHY, by the tool's words. An InfiniBand port that waits for a subnet manager is active here. */
export const STATES = {
  Disable: 'disabled',
  'Port PLL Down': 'port_pll_down',
  Polling: 'polling',
  Active: 'active',
  'Close port': 'close_port',
  'Physical LinkUp': 'physical_linkup',
  Sleep: 'sleep',
  'Rx disable': 'rx_disable',
  'Signal detect': 'signal_detect',
  'Receiver detect': 'receiver_detect',
  'Sync peer': 'sync_peer',
  Negotiation: 'negotiation',
  Training: 'training',
  'SubFSM active': 'subfsm_active',
} as const;

/** A state of the PHY. */
export type State = (typeof STATES)[keyof typeof STATES];

const stateOf = (text: string): State | null =>
  Object.hasOwn(STATES, text) ? STATES[text as keyof typeof STATES] : null;

const NEVER = /(?!)/;
const word = (text: string): string => text;
const inLowerCase = (text: string): string => text.toLowerCase();

/** A port under test sends patterns and no traffic: the tool prints the test in place of the link. */
export const isUnderTest = (report: Report): boolean => sectionsOf(report, 'Test Mode Info').length > 0;

/** State, speed and what the firmware says is wrong. What is N/A while the link is not up is null by design. */
export const parseOperational = (report: Report, note: AddFinding) => {
  const about = (title: string, isUp: boolean) => sectionReader(report, { title, complaint: NEVER, isUp }, note);
  const state = about('Operational Info', true).read('State', 'state', stateOf);
  const link = about('Operational Info', state === 'active');
  const width = link.read('Width', 'width_lanes', (text) => parseWholeNumber(text.replace(/x$/i, '')));
  const negotiation = link.readIfThere('Auto Negotiation', 'auto_negotiation', negotiationOf);
  const trouble = about('Troubleshooting Info', true);
  const tool = about('Tool Information', true);
  const speeds = about('Supported Info', true);
  const masked = (key: string, field: string): readonly string[] | null =>
    speeds.readIfThere(`${key} (Ext.)`, field, namesOfMask) ?? speeds.readIfThere(key, field, namesOfMask);
  return {
    state,
    physical_state: link.readIfThere('Physical state', 'physical_state', inLowerCase),
    speed_bytes_per_second: link.read('Speed', 'speed_bytes_per_second', (text) => linkBytesPerSecond(text, width)),
    width_lanes: width,
    fec: link.read('FEC', 'fec', word),
    loopback: link.readIfThere('Loopback Mode', 'loopback', inLowerCase),
    auto_negotiation: negotiation?.on ?? null,
    forced_speed: negotiation?.forced ?? null,
    enabled_speeds: masked('Enabled Link Speed', 'enabled_speeds'),
    cable_speeds: masked('Supported Cable Speed', 'cable_speeds'),
    opcode: trouble.read('Status Opcode', 'opcode', parseWholeNumber),
    opcode_group: trouble.readIfThere('Group Opcode', 'opcode_group', word),
    recommendation: trouble.readIfThere('Recommendation', 'recommendation', word),
    fw_version: tool.read('Firmware Version', 'fw_version', word),
    tool_version:
      tool.readIfThere('MFT Version', 'tool_version', word) ??
      tool.readIfThere('MSTFLINT Version', 'tool_version', word),
  };
};

/** `ON`, or `FORCE - 200G_4X`. */
const negotiationOf = (text: string): { readonly on: boolean; readonly forced: string | null } | null => {
  if (text === 'ON') return { on: true, forced: null };
  const [, forced] = /^FORCE(?: - (\S+))?$/.exec(text) ?? [text];
  return text.startsWith('FORCE') ? { on: false, forced: forced ?? null } : null;
};

/** `0x000000f2 (100G_4X,50G_2X)` → the names; a mask of 0 has none. A module that software controls has no mask. */
const namesOfMask = (text: string): readonly string[] | null => {
  const [, names] = /^0x[0-9a-f]+ \(([^()]*)\)$/i.exec(text) ?? [];
  return names === undefined ? null : names === '' ? [] : splitList(names);
};

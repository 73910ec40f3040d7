// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the four sections of every report: link, supported speeds, troubleshooting and tool. */

import type { AddReason } from '../../core/findings.js';
import { linkBytesPerSecond } from './link-speed.js';
import { type Report, sectionsOf } from './report.js';
import { sectionReader } from './section-reader.js';
import { parseWholeNumber, splitList } from './values.js';

/** PHY states by the tool's texts. An InfiniBand port that waits for a subnet manager is active here. */
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

/** A PHY state. */
export type State = (typeof STATES)[keyof typeof STATES];

const parseState = (text: string): State | null =>
  Object.hasOwn(STATES, text) ? STATES[text as keyof typeof STATES] : null;

const NEVER = /(?!)/;
const asText = (text: string): string => text;
const lowerCase = (text: string): string => text.toLowerCase();

/** True for a port in PRBS test mode: the tool then prints the test instead of the link. */
export const isUnderTest = (report: Report): boolean => sectionsOf(report, 'Test Mode Info').length > 0;

/** Parses state, speed and opcode. `N/A` of a link that is not up is null by design. */
export const parseOperational = (report: Report, note: AddReason) => {
  const readerOf = (title: string, isUp: boolean) => sectionReader(report, { title, error: NEVER, isUp }, note);
  const state = readerOf('Operational Info', true).read('State', 'state', parseState);
  const link = readerOf('Operational Info', state === 'active');
  const width = link.read('Width', 'width_lanes', (text) => parseWholeNumber(text.replace(/x$/i, '')));
  const negotiation = link.readIfPresent('Auto Negotiation', 'auto_negotiation', parseNegotiation);
  const troubleshooting = readerOf('Troubleshooting Info', true);
  const tool = readerOf('Tool Information', true);
  const speeds = readerOf('Supported Info', true);
  const masked = (key: string, field: string): readonly string[] | null =>
    speeds.readIfPresent(`${key} (Ext.)`, field, parseMask) ?? speeds.readIfPresent(key, field, parseMask);
  return {
    state,
    physical_state: link.readIfPresent('Physical state', 'physical_state', lowerCase),
    speed_bytes_per_second: link.read('Speed', 'speed_bytes_per_second', (text) => linkBytesPerSecond(text, width)),
    width_lanes: width,
    fec: link.read('FEC', 'fec', asText),
    loopback: link.readIfPresent('Loopback Mode', 'loopback', lowerCase),
    auto_negotiation: negotiation?.on ?? null,
    forced_speed: negotiation?.forced ?? null,
    enabled_speeds: masked('Enabled Link Speed', 'enabled_speeds'),
    cable_speeds: masked('Supported Cable Speed', 'cable_speeds'),
    opcode: troubleshooting.read('Status Opcode', 'opcode', parseWholeNumber),
    opcode_group: troubleshooting.readIfPresent('Group Opcode', 'opcode_group', asText),
    recommendation: troubleshooting.readIfPresent('Recommendation', 'recommendation', asText),
    fw_version: tool.read('Firmware Version', 'fw_version', asText),
    tool_version:
      tool.readIfPresent('MFT Version', 'tool_version', asText) ??
      tool.readIfPresent('MSTFLINT Version', 'tool_version', asText),
  };
};

/** Parses `ON` or `FORCE - 200G_4X`. */
const parseNegotiation = (text: string): { readonly on: boolean; readonly forced: string | null } | null => {
  if (text === 'ON') return { on: true, forced: null };
  const [, forced] = /^FORCE(?: - (\S+))?$/.exec(text) ?? [text];
  return text.startsWith('FORCE') ? { on: false, forced: forced ?? null } : null;
};

/** Parses the names of a mask: `0x000000f2 (100G_4X,50G_2X)`. A mask of 0 has none. A software-controlled module prints no mask. */
const parseMask = (text: string): readonly string[] | null => {
  const [, names] = /^0x[0-9a-f]+ \(([^()]*)\)$/i.exec(text) ?? [];
  return names === undefined ? null : names === '' ? [] : splitList(names);
};

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Links: up, down for various reasons, forced speed, loopback. */

import { infiniband, link, noCounters, noLink, noModule, type Sections, zeros } from '../printed.js';
import { type Capture, downAs, MODULE_WITHOUT_READINGS, TROUBLE, UP, upAs } from './capture.js';

const NO_TOOL = { fw_version: 'parse: no section "Tool Information"' };
const withoutTool = ({ 'Tool Information': _tool, ...sections }: Sections): Sections => sections;

/** Module fields whose absence is reported. */
const ofModule = (why: string) =>
  Object.fromEntries(
    [
      'module_temperature_celsius',
      'module_voltage_volts',
      'lanes.bias_amperes',
      'lanes.rx_power_dbm',
      'lanes.tx_power_dbm',
      'cable_type',
      'module_part_number',
    ].map((field) => [field, why]),
  );
export const LINKS: readonly Capture[] = [
  upAs('empty_recommendation', '', link({}, { Recommendation: '' })),
  upAs('show_device', '--show_device'),
  upAs('show_kr', '--show_kr'),
  upAs('show_plr', '--show_plr'),
  upAs('serdes_tx_7nm', '--show_serdes_tx'),
  {
    ...upAs('ber_monitor_hca_error', '--show_ber_monitor'),
    files: ['simulated-4.35/ber_monitor_hca_error.stdout'],
  },
  {
    ...upAs('backplane', '', link({}, {}, { 'Supported Cable Speed (Ext.)': { mask: 'N/A', values: ['N/A'] } })),
    expected: { ...UP, cable_speeds: null, enabled_speeds: ['100G_4X', '50G_2X', '25G'] },
  },
  {
    ...upAs('force_speed_active', '', link({ 'Auto Negotiation': 'FORCE - 100G_4X' })),
    expected: { ...UP, auto_negotiation: false, forced_speed: '100G_4X' },
  },
  {
    ...upAs('loopback_local', '', link({ 'Loopback Mode': 'PHY Local Loopback' })),
    expected: { ...UP, loopback: 'phy local loopback' },
  },
  {
    ...upAs(
      'opcode_1023_not_available',
      '',
      link({}, { 'Status Opcode': '1023', Recommendation: 'Information not available' }),
    ),
    expected: { ...UP, opcode: 1023 },
  },
  downAs('loopback_remote_port_down', ['Polling', 'polling'], ['2', 'Negotiation failure']),
  downAs('opcode_mngmt_1030_temp', ['Polling', 'polling'], ['1030', 'Module temperature shutdown']),
  downAs('polling_no_partner_force', ['Polling', 'polling'], ['38', 'Force Mode no partner detected.'], {
    sections: noLink(
      { State: 'Polling', 'Auto Negotiation': 'FORCE - 50G_2X' },
      { ...TROUBLE, 'Status Opcode': '38', Recommendation: 'Force Mode no partner detected.' },
    ),
    expected: { state: 'polling', opcode: 38, auto_negotiation: false, forced_speed: '50G_2X' },
  }),
  downAs('rx_disable', ['Rx disable', 'rx_disable'], ['1', 'The port is closed by command. Check it.']),
  downAs('subfsm_active', ['SubFSM active', 'subfsm_active'], ['0', 'No issue was observed']),
  downAs('training', ['Training', 'training'], ['5', 'Link training failure. Clock data recovery not locked.']),
  downAs('port_disabled_by_command', ['Disable', 'disabled'], ['1', 'The port is closed by command.'], {
    argv: '-m -c',
    sections: {
      ...noLink(
        { State: 'Disable', 'Loopback Mode': 'N/A' },
        { ...TROUBLE, 'Status Opcode': '1', Recommendation: 'Closed.' },
      ),
      ...zeros(),
      ...noCounters(),
    },
    expected: {
      state: 'disabled',
      opcode: 1,
      loopback: null,
      raw_ber: null,
      link_downs: null,
      ...MODULE_WITHOUT_READINGS,
    },
  }),
  downAs('cable_unplugged_polling', ['Polling', 'polling'], ['1024', 'Cable is unplugged.'], {
    argv: '-m -c',
    sections: {
      ...noLink(
        { State: 'Polling' },
        { 'Group Opcode': 'MNG FW', 'Status Opcode': '1024', Recommendation: 'Cable is unplugged.' },
        { 'Supported Cable Speed (Ext.)': { mask: '0x00000000', values: [] } },
      ),
      ...noModule,
      ...noCounters(),
    },
    expected: { state: 'polling', opcode: 1024, cable_speeds: [], cable_type: null, lanes: null },
  }),
  ...['cable_dump_unplugged', 'ddm_unsupported_unplugged'].map((name) =>
    downAs(name, ['Polling', 'polling'], ['1024', 'Cable is unplugged.'], {
      argv: '--cable',
      errors: ['Showing DDM info raised the following exception: No plugged cable detected'],
      why: ofModule('unreadable: No plugged cable detected'),
    }),
  ),
  {
    ...upAs('ddm_aoc', '--cable --ddm'),
    errors: ['Showing DDM info raised the following exception: Cable does not support DDM'],
    why: ofModule('unreadable: Cable does not support DDM'),
  },
  {
    files: ['mlxlink_text_cx4_ib_edr.txt'],
    argv: '',
    sections: withoutTool(infiniband()),
    expected: { state: 'active', speed_bytes_per_second: 12_500_000_000, enabled_speeds: ['EDR', 'FDR', 'QDR'] },
    why: NO_TOOL,
  },
  {
    files: ['mlxlink_text_cx4_ib_fdr_mft4.35.0.txt'],
    argv: '',
    sections: infiniband({ Speed: 'IB-FDR' }),
    expected: { state: 'active', speed_bytes_per_second: 7_000_000_000, fec: 'No FEC' },
  },
  {
    files: ['mlxlink_text_cx5_ib_sdr_active_opcode25.txt'],
    argv: '',
    sections: infiniband(
      { Speed: 'IB-SDR' },
      { ...TROUBLE, 'Status Opcode': '25', Recommendation: 'Cable speed not enabled' },
    ),
    expected: { state: 'active', speed_bytes_per_second: 1_250_000_000, opcode: 25 },
  },
  {
    files: ['mlxlink_text_cx6dx_eth100g_ibname_mft4.22.1.txt'],
    argv: '',
    sections: link({ 'Physical state': 'ETH_AN_FSM_ENABLE' }),
    expected: { ...UP, physical_state: 'eth_an_fsm_enable' },
  },
  {
    files: ['mlxlink_text_spectrum_25gbe_legacy.txt'],
    argv: '',
    sections: withoutTool(link({ Speed: '25GbE', Width: '1x', FEC: 'Firecode FEC' }, { Recommendation: 'No issue.' })),
    expected: { state: 'active', speed_bytes_per_second: 3_125_000_000, width_lanes: 1, fec: 'Firecode FEC' },
    why: NO_TOOL,
  },
];

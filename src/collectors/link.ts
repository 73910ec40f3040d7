// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Declares `fabric link`: state, cable, BER and FEC of every port. The parts are in link/. */

import { defineProvider } from '../core/provider.js';
import { SETTINGS_FILE } from '../core/settings.js';
import { column, type View } from '../core/view.js';
import { ADAPTER_READS } from '../hardware/adapter/adapter.js';
import { collect } from './link/collect.js';
import { codewords, FEC, pcie, REASON, ratio, SPEED, WORST } from './link/columns.js';
import { COMMANDS } from './link/commands.js';
import { OPTIONS } from './link/options.js';
import { parse } from './link/parse.js';
import { PORTS } from './link/ports.js';

const PORT = column('PORT', 'device', 'port');
const NETDEV = column('NETDEV', 'netdev');
const STATE = column('STATE', 'state');
const VERDICT = column('VERDICT', 'verdict');
const WHY = column('REASON', 'why');
const PART = column('PART-NO', 'module_part_number');
const ALARMS = column('ALARMS', 'alarms');

const summary: View = {
  type: 'ports',
  columns: [PORT, NETDEV, STATE, SPEED, FEC, REASON],
  wide: [
    column('PHYS-STATE', 'physical_state'),
    column('WIDTH', 'width_lanes'),
    column('AUTONEG', 'auto_negotiation'),
    column('PCI', 'pci_address'),
    column('LINK-LAYER', 'link_layer'),
    column('FIRMWARE', 'fw_version'),
  ],
};

const health: View = {
  type: 'ports',
  option: 'health',
  columns: [PORT, NETDEV, VERDICT, WHY],
  hideWhere: { field: 'verdict', value: 'ok' },
  wide: { type: 'ports', columns: [PORT, NETDEV, VERDICT, STATE, ALARMS, WHY] },
};

const module: View = {
  type: 'ports',
  option: 'module',
  columns: [
    PORT,
    PART,
    column('TEMP', 'module_temperature_celsius'),
    column('TEMP-MAX', 'module_temperature_max_celsius'),
    { kind: 'range', header: 'RX-dBm', range: 'lanes.rx_power_dbm' },
    { kind: 'range', header: 'TX-dBm', range: 'lanes.tx_power_dbm' },
    ALARMS,
  ],
  wide: {
    type: 'ports',
    rows: { each: 'rows', of: 'lanes' },
    columns: [
      PORT,
      column('LANE', 'lanes.lane'),
      column('RX-dBm', 'lanes.rx_power_dbm'),
      column('TX-dBm', 'lanes.tx_power_dbm'),
      column('BIAS', 'lanes.bias_amperes'),
      column('DATAPATH', 'lanes.datapath_state'),
      column('RX-LOS', 'lanes.rx_los'),
      column('TX-FAULT', 'lanes.tx_fault'),
      column('VENDOR', 'module_vendor'),
      PART,
      column('SERIAL', 'module_serial_number'),
      column('TEMP', 'module_temperature_celsius'),
      column('VOLTAGE', 'module_voltage_volts'),
    ],
  },
};

const counters: View = {
  type: 'ports',
  option: 'counters',
  columns: [
    PORT,
    column('SINCE-CLEAR', 'since_clear_seconds'),
    ratio('RAW-BER', 'raw_ber'),
    ratio('EFF-BER', 'effective_ber'),
    ratio('SYM-BER', 'symbol_ber'),
    column('RAW-ERR', 'raw_errors'),
    column('EFF-ERR', 'effective_errors'),
    column('DOWNS', 'link_downs'),
    column('RETRAINS', 'link_recoveries'),
  ],
  wide: [column('SYM-ERR', 'symbol_errors')],
};

const fec: View = {
  type: 'ports',
  option: 'fec',
  columns: [
    PORT,
    FEC,
    column('CODEWORDS', 'fec_codewords'),
    codewords(1, 3),
    codewords(4, 7),
    codewords(8, 11),
    codewords(12, 15),
    WORST,
  ],
  wide: {
    type: 'ports',
    rows: { each: 'rows', of: 'fec_bins' },
    columns: [
      PORT,
      FEC,
      column('BIN', 'fec_bins.bin'),
      column('ERR-MIN', 'fec_bins.errors_from'),
      column('ERR-MAX', 'fec_bins.errors_to'),
      column('CODEWORDS', 'fec_bins.codewords'),
    ],
  },
};

const eye: View = {
  type: 'ports',
  option: 'eye',
  columns: [
    PORT,
    SPEED,
    column('FOM-MODE', 'eye_mode'),
    { kind: 'range', header: 'FOM', range: 'lanes.fom_last' },
    { kind: 'range', header: 'FOM-INITIAL', range: 'lanes.fom_initial' },
    { kind: 'range', header: 'GRADE', range: 'lanes.eye_grade' },
    { kind: 'range', header: 'HEIGHT', range: 'lanes.eye_height_volts' },
  ],
  wide: {
    type: 'ports',
    rows: { each: 'rows', of: 'lanes' },
    columns: [
      PORT,
      column('LANE', 'lanes.lane'),
      column('FOM', 'lanes.fom_last'),
      column('FOM-INITIAL', 'lanes.fom_initial'),
      column('FOM-UPPER', 'lanes.fom_upper'),
      column('FOM-MIDDLE', 'lanes.fom_middle'),
      column('FOM-LOWER', 'lanes.fom_lower'),
      column('GRADE', 'lanes.eye_grade'),
      column('HEIGHT', 'lanes.eye_height_volts'),
      column('EYE-WIDTH', 'lanes.eye_phase_seconds'),
    ],
  },
};

const pcieLinks: View = {
  type: 'ports',
  option: 'pcie',
  rows: { each: 'rows', of: 'pcie_links' },
  columns: [
    PORT,
    column('LINK', 'pcie_links.depth', 'pcie_links.pcie_index', 'pcie_links.node'),
    pcie('PCIE', 'pcie_links.speed_transfers_per_second', 'pcie_links.width_lanes'),
    pcie('PCIE-MAX', 'pcie_links.max_speed_transfers_per_second', 'pcie_links.max_width_lanes'),
    column('RX-ERR', 'pcie_rx_errors'),
    column('TX-ERR', 'pcie_tx_errors'),
    column('CRC-DLLP', 'pcie_crc_dllp_errors'),
    column('CRC-TLP', 'pcie_crc_tlp_errors'),
  ],
};

/** PHY data of each physical function's port, from mlxlink or mstlink. */
export const link = defineProvider({
  name: 'link',
  summary: 'Link state, cable, BER and FEC per port, from mlxlink or mstlink. Changes no setting.',
  privilege: 'root',
  reads: [...ADAPTER_READS, '/sys/bus/pci/devices/*/infiniband/*/fw_ver', SETTINGS_FILE],
  runs: Object.values(COMMANDS).flat(),
  types: { ports: PORTS },
  options: OPTIONS,
  omitFlags: ['all'],
  dropOrder: (
    'SERIAL FIRMWARE VOLTAGE VENDOR LINK-LAYER AUTONEG PHYS-STATE DATAPATH PCI PART-NO WIDTH SYM-ERR FOM-LOWER ' +
    'FOM-MIDDLE FOM-UPPER EYE-WIDTH BIAS FOM-INITIAL FEC NETDEV TX-FAULT HEIGHT RX-LOS TX-dBm ERR-MIN RAW-ERR ' +
    'RETRAINS FOM-MODE SINCE-CLEAR CRC-TLP CRC-DLLP EFF-ERR SYM-BER SPEED DOWNS PCIE-MAX TEMP-MAX'
  ).split(' '),
  views: { summary, health, module, counters, fec, eye, pcie: pcieLinks },
  collect,
  parse,
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Record type of a port: link, errors, module and lanes, in base units. */

import {
  boolean,
  type CounterField,
  gauge,
  index,
  label,
  number,
  rows,
  state,
  text,
  texts,
  unique,
  volatile,
} from '../../core/field.js';
import { list } from '../../core/record-type.js';
import type { Unit } from '../../core/unit.js';
import { STATES } from './operational.js';

const count = (help: string, from: string): CounterField => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  group: 'errors',
  help,
  from,
});
const ratio = (help: string, from: string) => volatile(number(help, from));
const reading = (unit: Unit, help: string, from: string) => volatile(gauge(unit, help, from));

/** State and settings of the link. */
const LINK = {
  link_layer: state(['infiniband', 'ethernet'], 'Link layer.', 'infiniband/DEVICE/ports/N/link_layer'),
  state: state(
    Object.values(STATES),
    "PHY state as reported by the tool, in lower case; not the subnet manager's port state.",
    'State',
  ),
  physical_state: text('Physical state of the PHY as reported by the tool, in lower case.', 'Physical state'),
  speed_bytes_per_second: gauge('bytes_per_second', 'Link rate. Null when the link is down.', 'Speed and Width'),
  width_lanes: number('Link width. Null when the link is down.', 'Width'),
  fec: text('Active FEC mode as reported by the tool. Null when the link is down.', 'FEC'),
  loopback: text('Loopback mode as reported by the tool, in lower case.', 'Loopback Mode'),
  auto_negotiation: boolean('Speed and FEC are auto-negotiated.', 'Auto Negotiation'),
  forced_speed: text('Forced speed. Null when the speed is auto-negotiated.', 'Auto Negotiation'),
  enabled_speeds: texts('Speeds enabled on the port.', 'Enabled Link Speed'),
  cable_speeds: texts('Speeds supported by the cable; empty without a cable.', 'Supported Cable Speed'),
  fw_version: text('Firmware version.', 'Firmware Version'),
  tool_version: text('Version of mlxlink or mstlink.', 'MFT Version or MSTFLINT Version'),
  opcode: number('Troubleshooting opcode of the firmware; 0 is no issue, 1023 is unknown.', 'Status Opcode'),
  opcode_group: text('Component that reports the opcode. Null when there is no issue.', 'Group Opcode'),
  recommendation: text('Recommendation of the firmware for the opcode.', 'Recommendation'),
};

const HEALTH = {
  verdict: state(
    ['ok', 'degraded', 'down'],
    'Health verdict; the rules are in docs/link-health.md.',
    'all fields of the port',
  ),
  // The text contains counts and durations, so it changes daily.
  why: volatile(
    text('The two most severe reasons for the verdict. Null when the verdict is ok.', 'all fields of the port'),
  ),
};

const COUNTERS = {
  raw_ber: ratio('Bit error ratio before FEC; 0 means no errors measured.', 'Raw Physical BER'),
  effective_ber: ratio('Bit error ratio after FEC; 0 means no errors measured.', 'Effective Physical BER'),
  symbol_ber: ratio('Symbol error ratio after FEC and link-layer retransmission; 0 means none measured.', 'Symbol BER'),
  raw_errors: count('Bit errors before FEC, all lanes together.', 'sum of Raw Physical Errors Per Lane'),
  effective_errors: count('Errors after FEC.', 'Effective Physical Errors'),
  symbol_errors: count('Symbol errors after FEC and link-layer retransmission.', 'Symbol Errors'),
  link_downs: count('Times the link went down since the counters were cleared.', 'Link Down Counter'),
  link_recoveries: count('Times the link was retrained without going down.', 'Link Error Recovery Counter'),
  since_clear_seconds: reading('seconds', 'Time since the counters were cleared.', 'Time Since Last Clear [Min]'),
};

const MODULE = {
  module_identifier: text('Form factor of the module.', 'Identifier'),
  cable_type: text('Cable or module type.', 'Cable Type'),
  cable_technology: text('Transmitter technology of the cable or module.', 'Cable Technology'),
  cable_length_meters: gauge('meters', 'Cable length. Null when the module reports none.', 'Transfer Distance [m]'),
  module_vendor: text('Module vendor.', 'Vendor Name'),
  module_part_number: text('Module part number.', 'Vendor Part Number'),
  module_serial_number: unique(text('Module serial number.', 'Vendor Serial Number')),
  module_revision: text('Module hardware revision.', 'Rev'),
  module_fw_version: text('Module firmware version.', 'FW Version'),
  module_state: text('Module state.', 'Module State'),
  module_temperature_celsius: reading(
    'celsius',
    'Module temperature. Null when the module has no diagnostics.',
    'Temperature [C]',
  ),
  module_temperature_min_celsius: gauge('celsius', 'Low alarm threshold of the module temperature.', 'Temperature [C]'),
  module_temperature_max_celsius: gauge(
    'celsius',
    'High alarm threshold of the module temperature.',
    'Temperature [C]',
  ),
  module_voltage_volts: reading(
    'volts',
    'Module supply voltage. Null when the module has no diagnostics.',
    'Voltage [mV]',
  ),
  module_voltage_min_volts: gauge('volts', 'Low alarm threshold of the supply voltage.', 'Voltage [mV]'),
  module_voltage_max_volts: gauge('volts', 'High alarm threshold of the supply voltage.', 'Voltage [mV]'),
  rx_power_min_dbm: gauge('dbm', 'Low alarm threshold of received power.', 'Rx Power Current [dBm]'),
  rx_power_max_dbm: gauge('dbm', 'High alarm threshold of received power.', 'Rx Power Current [dBm]'),
  tx_power_min_dbm: gauge('dbm', 'Low alarm threshold of transmitted power.', 'Tx Power Current [dBm]'),
  tx_power_max_dbm: gauge('dbm', 'High alarm threshold of transmitted power.', 'Tx Power Current [dBm]'),
  bias_min_amperes: gauge('amperes', 'Low alarm threshold of laser bias current.', 'Bias Current [mA]'),
  bias_max_amperes: gauge('amperes', 'High alarm threshold of laser bias current.', 'Bias Current [mA]'),
  alarms: volatile(
    texts(
      'Module alarms with their lanes; empty means none. Null when the module reports neither diagnostics nor flags.',
      'readings outside their thresholds, and flags',
    ),
  ),
};

const LANES = rows('Lanes of the port. Null when nothing is known of any lane.', 'counters, module and eyes', {
  lane: index('Lane number, from 0.', 'position in the list'),
  raw_errors: count('Bit errors before FEC.', 'Raw Physical Errors Per Lane'),
  raw_ber: ratio('Bit error ratio before FEC; 0 means no errors measured.', 'Raw Physical BER Per Lane'),
  rx_power_dbm: reading('dbm', 'Received optical power.', 'Rx Power Current [dBm]'),
  tx_power_dbm: reading('dbm', 'Transmitted optical power.', 'Tx Power Current [dBm]'),
  bias_amperes: reading('amperes', 'Laser bias current.', 'Bias Current [mA]'),
  datapath_state: text('Data path state of the module.', 'DataPath state'),
  rx_los: boolean('Loss of signal: the receiver gets no light. Null on a passive cable.', 'Rx LOS'),
  tx_los: boolean('Loss of signal: the module gets no signal from the host.', 'Tx LOS'),
  rx_cdr_lol: boolean('Loss of lock: receiver clock recovery.', 'Rx CDR LOL'),
  tx_cdr_lol: boolean('Loss of lock: transmitter clock recovery.', 'Tx CDR LOL'),
  tx_fault: boolean('Transmitter (laser) fault.', 'Tx Fault'),
  eye_grade: ratio('Eye grade (process nodes of 16 nm and larger).', 'Physical Grade'),
  eye_height_volts: reading('volts', 'Eye height.', 'Height Eye Opening [mV]'),
  eye_phase_seconds: reading('seconds', 'Eye width.', 'Phase Eye Opening [psec]'),
  fom_initial: ratio('Figure of merit when the link came up.', 'Initial FOM'),
  fom_last: ratio('Current figure of merit.', 'Last FOM'),
  fom_upper: ratio('Figure of merit of the upper PAM4 eye.', 'Upper Grades'),
  fom_middle: ratio('Figure of merit of the middle PAM4 eye.', 'Mid Grades'),
  fom_lower: ratio('Figure of merit of the lower PAM4 eye.', 'Lower Grades'),
});

const FEC = {
  fec_correctable_errors: number('Correctable symbol errors per FEC codeword.', 'FEC'),
  fec_worst_errors: ratio('Most symbol errors in one codeword.', 'Histogram of FEC Errors'),
  fec_codewords: count('Codewords received.', 'sum of Histogram of FEC Errors'),
  fec_bins: rows('Histogram of codewords by number of symbol errors.', 'Histogram of FEC Errors', {
    bin: index('Bin number, from 0.', 'Bin'),
    errors_from: number('Fewest symbol errors in the bin.', 'Range'),
    errors_to: number('Most symbol errors in the bin.', 'Range'),
    codewords: count('Codewords in the bin.', 'Occurrences'),
  }),
  fec_capabilities: rows('FEC modes by speed.', 'FEC Capability Info', {
    speed: label('Speed and width.', 'FEC Capability'),
    modes: text('FEC modes available at this speed; empty means none.', 'FEC Capability'),
  }),
};

const EYE = { eye_mode: text('Measurement behind the figures of merit.', 'FOM Mode') };

const LINKS = rows('PCIe links of the adapter.', 'PCIe Operational (Enabled) Info', {
  depth: index('PCIe depth below the root port.', 'Depth'),
  pcie_index: index('Index of the PCIe link of the adapter.', 'pcie index'),
  node: index('Host (node) the PCIe link leads to.', 'node'),
  speed_transfers_per_second: gauge('transfers_per_second', 'Current PCIe link speed.', 'Link Speed Active'),
  max_speed_transfers_per_second: gauge(
    'transfers_per_second',
    'Highest enabled PCIe link speed.',
    'Link Speed (Enabled)',
  ),
  width_lanes: number('Current PCIe link width.', 'Link Width Active'),
  max_width_lanes: number('Highest enabled PCIe link width.', 'Link Width (Enabled)'),
});

const PCIE_COUNTERS = 'Management PCIe Performance Counters Info';
const PCIE = {
  pcie_rx_errors: count('PCIe receive errors.', PCIE_COUNTERS),
  pcie_tx_errors: count('PCIe transmit errors.', PCIE_COUNTERS),
  pcie_crc_dllp_errors: count('PCIe data link layer packets with a bad CRC.', PCIE_COUNTERS),
  pcie_crc_tlp_errors: count('PCIe transaction layer packets with a bad CRC.', PCIE_COUNTERS),
  pcie_effective_ber: ratio('PCIe bit error ratio; 0 means no errors measured.', PCIE_COUNTERS),
  pcie_links: LINKS,
};

/** The record type `ports`. Only `device` and `port` are labels, so a link flap or a new cable starts no new series. */
export const PORTS = list({
  device: label('RDMA device, or the PCI address of a function without one.', 'infiniband'),
  port: index('Port number, from 1.', 'infiniband/DEVICE/ports'),
  netdev: text('Network interface. Null when the port has no netdev.', 'net'),
  pci_address: text('PCI address of the function.', '/sys/bus/pci/devices'),
  ...LINK,
  ...COUNTERS,
  ...HEALTH,
  ...MODULE,
  ...FEC,
  ...EYE,
  ...PCIE,
  lanes: LANES,
});

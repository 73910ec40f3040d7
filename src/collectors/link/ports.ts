// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record of one port: its link, its errors, its module and its lanes, in base units. */
import {
  boolean,
  type Counter,
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
import { list } from '../../core/provider.js';
import type { Unit } from '../../core/unit.js';
import { STATES } from './operational.js';

const count = (help: string, from: string): Counter => ({
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

/** Word for word a setting or a fact of the link. */
const LINK = {
  link_layer: state(['infiniband', 'ethernet'], 'Link layer.', 'infiniband/DEVICE/ports/N/link_layer'),
  state: state(
    Object.values(STATES),
    "State of the PHY. An InfiniBand port that waits for a subnet manager is active here. The tool's word in lower case.",
    'State',
  ),
  physical_state: text("What the PHY does. The tool's words in lower case.", 'Physical state'),
  speed_bytes_per_second: gauge('bytes_per_second', 'Link rate. Null without a link.', 'Speed and Width'),
  width_lanes: number('Lanes of the link. Null without a link.', 'Width'),
  fec: text("Error correction, in the tool's words. Null without a link.", 'FEC'),
  loopback: text("Loopback mode, the tool's words in lower case.", 'Loopback Mode'),
  auto_negotiation: boolean('Whether speed and error correction are negotiated.', 'Auto Negotiation'),
  forced_speed: text('The speed that is forced. Null where it is negotiated.', 'Auto Negotiation'),
  enabled_speeds: texts('Speeds that the port may use.', 'Enabled Link Speed'),
  cable_speeds: texts('Speeds that the cable supports; empty without a cable.', 'Supported Cable Speed'),
  fw_version: text('Firmware version.', 'Firmware Version'),
  tool_version: text('Version of the tool that was asked.', 'MFT Version or MSTFLINT Version'),
  opcode: number('What the firmware says is wrong. 0 is nothing, 1023 is not known.', 'Status Opcode'),
  opcode_group: text('Who says so. Null when nothing is wrong.', 'Group Opcode'),
  recommendation: text("The same in the tool's words.", 'Recommendation'),
};

const HEALTH = {
  verdict: state(['ok', 'degraded', 'down'], 'Is the link well. The rules are in docs/link-health.md.', 'all of these'),
  // It counts link downs and days: another text every day.
  why: volatile(text('The two weightiest reasons of the verdict. Null when all is well.', 'all of these')),
};

const COUNTERS = {
  raw_ber: ratio('Bit error ratio before correction. 0 is no error measured.', 'Raw Physical BER'),
  effective_ber: ratio('Bit error ratio after correction. 0 is no error measured.', 'Effective Physical BER'),
  symbol_ber: ratio('Symbol error ratio after all correction. InfiniBand only.', 'Symbol BER'),
  raw_errors: count('Bit errors before correction, of all lanes.', 'Raw Physical Errors Per Lane, added up'),
  effective_errors: count('Errors after correction.', 'Effective Physical Errors'),
  symbol_errors: count('Symbol errors after all correction. InfiniBand only.', 'Symbol Errors'),
  link_downs: count('Link went down.', 'Link Down Counter'),
  link_recoveries: count('Link retrained without going down.', 'Link Error Recovery Counter'),
  since_clear_seconds: reading('seconds', 'Time since the counters were cleared.', 'Time Since Last Clear [Min]'),
};

const MODULE = {
  module_identifier: text('Form factor of the module.', 'Identifier'),
  cable_type: text('Kind of cable or module.', 'Cable Type'),
  cable_technology: text('How it carries the signal.', 'Cable Technology'),
  cable_length_meters: gauge(
    'meters',
    'Length of the cable. Null where the module says none.',
    'Transfer Distance [m]',
  ),
  module_vendor: text('Maker.', 'Vendor Name'),
  module_part_number: text('Part number.', 'Vendor Part Number'),
  module_serial_number: unique(text('Serial number.', 'Vendor Serial Number')),
  module_revision: text('Revision.', 'Rev'),
  module_fw_version: text('Firmware of the module.', 'FW Version'),
  module_state: text('State of the module.', 'Module State'),
  module_temperature_celsius: reading('celsius', 'Temperature. Null without diagnostics.', 'Temperature [C]'),
  module_temperature_min_celsius: gauge('celsius', 'Lowest temperature without an alarm.', 'Temperature [C]'),
  module_temperature_max_celsius: gauge('celsius', 'Highest temperature without an alarm.', 'Temperature [C]'),
  module_voltage_volts: reading('volts', 'Supply voltage. Null without diagnostics.', 'Voltage [mV]'),
  module_voltage_min_volts: gauge('volts', 'Lowest voltage without an alarm.', 'Voltage [mV]'),
  module_voltage_max_volts: gauge('volts', 'Highest voltage without an alarm.', 'Voltage [mV]'),
  rx_power_min_dbm: gauge('dbm', 'Least received power without an alarm.', 'Rx Power Current [dBm]'),
  rx_power_max_dbm: gauge('dbm', 'Greatest received power without an alarm.', 'Rx Power Current [dBm]'),
  tx_power_min_dbm: gauge('dbm', 'Least sent power without an alarm.', 'Tx Power Current [dBm]'),
  tx_power_max_dbm: gauge('dbm', 'Greatest sent power without an alarm.', 'Tx Power Current [dBm]'),
  bias_min_amperes: gauge('amperes', 'Least laser bias without an alarm.', 'Bias Current [mA]'),
  bias_max_amperes: gauge('amperes', 'Greatest laser bias without an alarm.', 'Bias Current [mA]'),
  alarms: volatile(
    texts('Alarms and their lanes. Empty is none, null is not known.', 'readings outside of their range, and flags'),
  ),
};

const LANES = rows('Lanes of the port. Null when nothing is known of any.', 'counters, module and eyes', {
  lane: index('Lane, from 0.', 'place in the list'),
  raw_errors: count('Bit errors before correction.', 'Raw Physical Errors Per Lane'),
  raw_ber: ratio('Bit error ratio before correction. 0 is no error measured.', 'Raw Physical BER Per Lane'),
  rx_power_dbm: reading('dbm', 'Received power.', 'Rx Power Current [dBm]'),
  tx_power_dbm: reading('dbm', 'Sent power.', 'Tx Power Current [dBm]'),
  bias_amperes: reading('amperes', 'Laser bias.', 'Bias Current [mA]'),
  datapath_state: text('State of the data path.', 'DataPath state'),
  rx_los: boolean('No light is received. Null on a passive cable, which has no such flag.', 'Rx LOS'),
  tx_los: boolean('No signal comes from the host.', 'Tx LOS'),
  rx_cdr_lol: boolean('The clock of the received signal is lost.', 'Rx CDR LOL'),
  tx_cdr_lol: boolean('The clock of the sent signal is lost.', 'Tx CDR LOL'),
  tx_fault: boolean('The laser has failed.', 'Tx Fault'),
  eye_grade: ratio('Grade of the eye. Silicon of 16 nm and above, asked with --eye.', 'Physical Grade'),
  eye_height_volts: reading('volts', 'Height of the eye.', 'Height Eye Opening [mV]'),
  eye_phase_seconds: reading('seconds', 'Width of the eye.', 'Phase Eye Opening [psec]'),
  fom_initial: ratio('Figure of merit when the link came up. Asked with --eye.', 'Initial FOM'),
  fom_last: ratio('Figure of merit now.', 'Last FOM'),
  fom_upper: ratio('Grade of the upper eye of PAM4.', 'Upper Grades'),
  fom_middle: ratio('Grade of the middle eye of PAM4.', 'Mid Grades'),
  fom_lower: ratio('Grade of the lower eye of PAM4.', 'Lower Grades'),
});

const FEC = {
  fec_correctable_errors: number('Errors in a code word that the code mends.', 'FEC'),
  fec_worst_errors: ratio('Most errors that a code word had. Asked with --fec.', 'Histogram of FEC Errors'),
  fec_codewords: count('Code words received. Asked with --fec.', 'Histogram of FEC Errors, added up'),
  fec_bins: rows('Code words by how many errors they had. Asked with --fec.', 'Histogram of FEC Errors', {
    bin: index('Bin, from 0.', 'Bin'),
    errors_from: number('Least errors of the bin.', 'Range'),
    errors_to: number('Most errors of the bin.', 'Range'),
    codewords: count('Code words with so many errors.', 'Occurrences'),
  }),
  fec_capabilities: rows('Codes by speed; Ethernet only. Asked with --fec.', 'FEC Capability Info', {
    speed: label('Speed and lanes.', 'FEC Capability'),
    modes: text('Codes that may be used at this speed; empty is none.', 'FEC Capability'),
  }),
};

const EYE = { eye_mode: text('What the figures of merit are measured by. Asked with --eye.', 'FOM Mode') };

const LINKS = rows('PCIe links of the adapter. Asked with --pcie.', 'PCIe Operational (Enabled) Info', {
  depth: index('How deep the link is below the root port.', 'Depth'),
  pcie_index: index('Which of the links of the adapter.', 'pcie index'),
  node: index('Which host it leads to.', 'node'),
  speed_transfers_per_second: gauge('transfers_per_second', 'Speed of the link.', 'Link Speed Active'),
  max_speed_transfers_per_second: gauge('transfers_per_second', 'Highest enabled speed.', 'Link Speed (Enabled)'),
  width_lanes: number('Lanes of the link.', 'Link Width Active'),
  max_width_lanes: number('Most enabled lanes.', 'Link Width (Enabled)'),
});

const PCIE_COUNTERS = 'Management PCIe Performance Counters Info';
const PCIE = {
  pcie_rx_errors: count('PCIe errors received. Asked with --pcie.', PCIE_COUNTERS),
  pcie_tx_errors: count('PCIe errors sent. Asked with --pcie.', PCIE_COUNTERS),
  pcie_crc_dllp_errors: count('PCIe data link packets with a bad CRC. Asked with --pcie.', PCIE_COUNTERS),
  pcie_crc_tlp_errors: count('PCIe transaction packets with a bad CRC. Asked with --pcie.', PCIE_COUNTERS),
  pcie_effective_ber: ratio('PCIe bit error ratio. 0 is no error measured. Asked with --pcie.', PCIE_COUNTERS),
  pcie_links: LINKS,
};

/** The record type `ports`. Only `device` and `port` are labels: a flap or a new cable starts no new series. */
export const PORTS = list({
  device: label('RDMA device, or the PCI address of a function without one.', 'infiniband'),
  port: index('Port of the device, from 1.', 'infiniband/DEVICE/ports'),
  netdev: text('Network interface. Null when it has none.', 'net'),
  pci_address: text('PCI function.', '/sys/bus/pci/devices'),
  ...LINK,
  ...COUNTERS,
  ...HEALTH,
  ...MODULE,
  ...FEC,
  ...EYE,
  ...PCIE,
  lanes: LANES,
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds ports of our own as mlxlink would print them: sections by title. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../../machines.js';

/** A text, a list, or a mask with its names. */
export type Printed = string | readonly string[] | { readonly mask: string; readonly values: readonly string[] };
export type Rows = { readonly [key: string]: Printed };
/** Sections by title; several with one title are a list. */
export type Sections = { readonly [title: string]: Rows | readonly Rows[] };

type Printer = {
  readonly printText: (
    sections: Sections,
    options?: { readonly width?: number; readonly color?: boolean; readonly errors?: readonly string[] },
  ) => string;
  readonly printJson: (
    sections: Sections,
    options?: { readonly errors?: readonly string[]; readonly indent?: string | number },
  ) => string;
};

const url = pathToFileURL(join(packageRoot, 'fixtures', 'synthetic', 'mlxlink-output.mjs')).href;

/** The printer that also generates the synthetic recordings. */
export const { printText, printJson } = (await import(url)) as Printer;

/** Stdout of a tool that failed before it printed a section. */
export const NOTHING_PRINTED = '\u001b[31m \n\u001b[0m \n';

/** The four sections of a link that is up: 4 lanes of Ethernet, no issue. */
export const link = (operational: Rows = {}, trouble: Rows = {}, supported: Rows = {}): Sections => ({
  'Operational Info': {
    State: 'Active',
    'Physical state': 'LinkUp',
    Speed: '100G',
    Width: '4x',
    FEC: 'Standard_RS-FEC - (528,514)',
    'Loopback Mode': 'No Loopback',
    'Auto Negotiation': 'ON',
    ...operational,
  },
  'Supported Info': {
    'Enabled Link Speed (Ext.)': { mask: '0x000000f0', values: ['100G_4X', '50G_2X', '25G'] },
    'Supported Cable Speed (Ext.)': { mask: '0x000000d0', values: ['100G_4X', '25G'] },
    ...supported,
  },
  'Troubleshooting Info': {
    'Status Opcode': '0',
    'Group Opcode': 'N/A',
    Recommendation: 'No issue was observed',
    ...trouble,
  },
  'Tool Information': { 'Firmware Version': '22.39.3004', 'amBER Version': '5.1', 'MFT Version': '4.33.0-77' },
});

const NOT_UP: Rows = { Speed: 'N/A', Width: 'N/A', FEC: 'N/A' };

/** The four sections of a link that is not up. */
export const noLink = (operational: Rows, trouble: Rows = {}, supported: Rows = {}): Sections =>
  link({ ...NOT_UP, ...operational }, trouble, supported);

/** An InfiniBand link, without Ethernet speeds. */
export const infiniband = (operational: Rows = {}, trouble: Rows = {}): Sections => {
  const { 'Supported Info': _ethernet, ...sections } = link(
    { Speed: 'IB-EDR', FEC: 'No FEC', ...operational },
    trouble,
  );
  const names = ['EDR', 'FDR', 'QDR'];
  return {
    ...sections,
    'Supported Info': {
      'Enabled Link Speed': { mask: '0x00000035', values: names },
      'Supported Cable Speed': { mask: '0x00000035', values: names },
    },
  };
};

const LANES = 4;
const everyLane = (value: string): readonly string[] => Array.from({ length: LANES }, () => value);

/** Readings of a cable without diagnostics. */
const NO_READINGS: Rows = {
  'Temperature [C]': 'N/A',
  'Voltage [mV]': 'N/A',
  'Bias Current [mA]': 'N/A',
  'Rx Power Current [dBm]': 'N/A',
  'Tx Power Current [dBm]': 'N/A',
};

/** A passive copper cable. */
export const copper = (rows: Rows = {}): Sections => ({
  'Module Info': {
    ...NO_READINGS,
    Identifier: 'QSFP28',
    Compliance: '100GBASE-CR4, 25GBASE-CR CA-25G-L or 50GBASE-CR2 with RS (Clause91) FEC',
    'Cable Technology': 'Copper cable, passive, unequalized',
    'Cable Type': 'Passive copper cable',
    'Vendor Name': 'ACME',
    'Vendor Part Number': 'AC-100-2M',
    'Vendor Serial Number': 'AC2300417',
    Rev: 'B2',
    'Transfer Distance [m]': '2',
    'Attenuation (5g,7g,12g)[dB]': '2,3,5',
    'FW Version': 'N/A',
    'Module State': 'N/A',
    'DataPath state [per lane]': everyLane('N/A'),
    'Rx LOS [per lane]': ['1', '0', '1', '1'],
    ...rows,
  },
});

/** A copper cable whose memory has zeros in place of readings. */
export const zeros = (rows: Rows = {}): Sections =>
  copper({
    'Temperature [C]': '0 [0..0]',
    'Voltage [mV]': '0 [0..0]',
    'Bias Current [mA]': '0,0,0,0 [0..0]',
    'Rx Power Current [dBm]': '0,0,0,0 [0..0]',
    'Tx Power Current [dBm]': '0,0,0,0 [0..0]',
    ...rows,
  });

/** A healthy optical module. */
export const optics = (rows: Rows = {}): Sections => ({
  'Module Info': {
    'Temperature [C]': '51 [-5..72]',
    'Voltage [mV]': '3243.7 [2970..3630]',
    'Bias Current [mA]': '7.125,7.25,7.06,7.31 [3..13]',
    'Rx Power Current [dBm]': '1.204,0.983,1.517,-0.25 [-9.5..5]',
    'Tx Power Current [dBm]': '0.71,0.82,0.69,1.03 [-7.5..4.5]',
    Identifier: 'QSFP56',
    'Cable Technology': '850 nm VCSEL',
    'Cable Type': 'Optical Module (separated)',
    'Vendor Name': 'ACME',
    'Vendor Part Number': 'AC-SR4',
    'Vendor Serial Number': 'AC2300981',
    Rev: 'C',
    'Transfer Distance [m]': '0.0',
    'FW Version': '3.1.7',
    'Module State': 'Ready state',
    'DataPath state [per lane]': everyLane('DPActivated'),
    'Tx Fault [per lane]': everyLane('0'),
    'Tx LOS [per lane]': everyLane('0'),
    'Tx CDR LOL [per lane]': everyLane('0'),
    'Rx LOS [per lane]': everyLane('0'),
    'Rx CDR LOL [per lane]': everyLane('0'),
    ...rows,
  },
});

/** No module, or an unreadable one. */
export const noModule: Sections = {
  'Module Info': Object.fromEntries(
    [...Object.keys(NO_READINGS), 'Identifier', 'Cable Type', 'Vendor Part Number'].map((key) => [key, 'N/A']),
  ),
};

/** The counters of a link that is up; one exceeds 32 bits, one is at the register maximum. */
export const counters = (rows: Rows = {}): Sections => ({
  'Physical Counters and BER Info': {
    'Time Since Last Clear [Min]': '1440.5',
    'Effective Physical Errors': '18446744073709551615',
    'Effective Physical BER': '15E-255',
    'Raw Physical Errors Per Lane': ['4294967301', '9007199254740993', '17', '0'],
    'Link Down Counter': '6',
    'Link Error Recovery Counter': '2',
    'Raw Physical BER Per Lane': ['4E-9', '3E-8', '15E-255', '2E-10'],
    'Raw Physical BER': '7E-9',
    ...rows,
  },
});

/** The counters of a link that is not up. */
export const noCounters = (rows: Rows = {}): Sections => ({
  'Physical Counters and BER Info': {
    'Time Since Last Clear [Min]': 'N/A',
    'Effective Physical Errors': 'N/A',
    'Effective Physical BER': 'N/A',
    'Raw Physical Errors Per Lane': ['N/A'],
    'Link Down Counter': 'N/A',
    'Link Error Recovery Counter': 'N/A',
    'Raw Physical BER Per Lane': ['N/A'],
    'Raw Physical BER': 'N/A',
    ...rows,
  },
});

/** A histogram with these bins: `[from, to, codewords]`. */
export const histogram = (bins: readonly (readonly [from: number, to: number, codewords: string])[]): Sections => ({
  'Histogram of FEC Errors': {
    Header: ['Range', 'Occurrences'],
    ...Object.fromEntries(
      bins.map(([from, to, codewords], i) => [`Bin ${i}`, [from === to ? `[${from}]` : `[${from}:${to}]`, codewords]]),
    ),
  },
});

/** FEC modes per speed. */
export const capabilities = (rows: Rows): Sections => ({ 'FEC Capability Info': rows });

/** The eye section. */
export const eyes = (rows: Rows): Sections => ({ 'EYE Opening Info': rows });

/** One PCIe link. */
export const pcieLink = (place: string, speed = '16G-Gen 4 (16G-Gen 4)', width = '16X (16X)'): Rows => ({
  'Depth, pcie index, node': place,
  'Link Speed Active (Enabled)': speed,
  'Link Width Active (Enabled)': width,
});

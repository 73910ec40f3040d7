// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { codewords, FEC, pcie, REASON, ratio, SPEED, WORST } from '../../../../src/collectors/link/columns.js';
import { linkBytesPerSecond } from '../../../../src/collectors/link/link-speed.js';
import type { CellValue, DocumentRecord } from '../../../../src/core/document.js';
import type { Column } from '../../../../src/core/view.js';

const cell = (column: Column, record: DocumentRecord, isTerminal = true): CellValue => {
  if (column.kind !== 'fields' || column.format === undefined) throw new Error('the column has no format');
  return column.format.value(record, isTerminal);
};

test.each([
  ['400G', 4, 50e9],
  ['25GbE', 1, 3.125e9],
  ['2.5G', 1, 312.5e6],
  ['100M', 1, 12.5e6],
  ['400G', null, 50e9],
  ['IB-SDR', 4, 1.25e9],
  ['IB-FDR10', 4, 5e9],
  ['IB-FDR', 4, 7e9],
  ['IB-HDR', 2, 12.5e9],
  ['IB-NDR', 4, 50e9],
  ['IB-XDR', 4, 100e9],
  ['IB-NDR', null, null],
  ['IB-QXR', 4, null],
  ['400', 4, null],
  ['400G_4X', 4, null],
  ['G', 4, null],
  ['1e3G', 4, null],
])('%s on %s lanes is %s bytes per second', (text, lanes, bytes) => {
  expect(linkBytesPerSecond(text, lanes)).toBe(bytes);
});

test('prints a speed in bits on a terminal and in bytes in a pipe', () => {
  const port = { speed_bytes_per_second: 50e9, width_lanes: 4 };
  expect([cell(SPEED, port), cell(SPEED, port, false)]).toEqual(['400G 4x', 50e9]);
  expect(cell(SPEED, { ...port, width_lanes: null })).toBe('400G');
  expect(cell(SPEED, { ...port, speed_bytes_per_second: null })).toBeNull();
});

test.each([
  ['Standard_RS-FEC - (544,514)', 'RS(544,514)'],
  ['Standard RS-FEC - RS(528,514)', 'RS(528,514)'],
  ['RS-FEC - (544,514) + PLR', 'RS(544,514)+PLR'],
  ['Low_Latency_RS-FEC - (272,257+1)', 'RS(272,257+1)'],
  ['Firecode FEC', 'Firecode-FEC'],
  ['No FEC', 'No-FEC'],
  [null, null],
])('prints the FEC mode %s as %s', (fec, expected) => {
  expect(cell(FEC, { fec })).toBe(expected);
});

test('prints the opcode and one sentence as the reason, and nothing without an issue', () => {
  const reason = (opcode: number | null, recommendation: string | null) => cell(REASON, { opcode, recommendation });
  expect(reason(57, 'Signal not detected. Check the cable.')).toBe('57 signal not detected');
  expect(reason(57, null)).toBe('57');
  expect([0, 128, 1023, null].map((opcode) => reason(opcode, 'Whatever'))).toEqual([null, null, null, null]);
});

test('prints an error ratio like the tool, and as a number in a pipe', () => {
  const printed = (raw_ber: number | null) => cell(ratio('RAW-BER', 'raw_ber'), { raw_ber });
  expect([2e-6, 5e-10, 1.25e-9, 0, 1, null].map(printed)).toEqual(['2E-6', '5E-10', '1.3E-9', '0', '1E+0', null]);
  expect(cell(ratio('RAW-BER', 'raw_ber'), { raw_ber: 2e-6 }, false)).toBe(2e-6);
});

test('adds up codewords only if the bins fit the columns', () => {
  const bin = (n: number, from: number | null, to: number | null, count: bigint | null) => ({
    bin: n,
    errors_from: from,
    errors_to: to,
    codewords: count,
  });
  const added = (...fec_bins: readonly ReturnType<typeof bin>[]) =>
    [codewords(1, 3), codewords(4, 7), codewords(8, 11)].map((column) => cell(column, { fec_bins }));
  expect(added(bin(0, 0, 0, 9n), bin(1, 1, 1, 2n ** 63n), bin(2, 2, 3, 5n), bin(3, 4, 7, 0n))).toEqual([
    2n ** 63n + 5n,
    0n,
    null,
  ]);
  expect(added(bin(0, 0, 0, 9n), bin(1, 1, 2, 5n), bin(2, 3, 5, 4n))).toEqual([null, null, null]);
  expect(added(bin(0, 0, 0, 9n), bin(1, 1, 3, 5n), bin(2, null, null, 4n))).toEqual([null, null, null]);
  expect(added(bin(0, 1, 3, null))).toEqual([null, null, null]);
});

test('prints the worst codeword with the correctable maximum', () => {
  expect(cell(WORST, { fec_worst_errors: 15, fec_correctable_errors: 15 })).toBe('15/15');
  expect(cell(WORST, { fec_worst_errors: 0, fec_correctable_errors: 7 })).toBe('0/7');
  expect(cell(WORST, { fec_worst_errors: null, fec_correctable_errors: 15 })).toBeNull();
});

test('prints the generation of a PCIe link on a terminal and plain numbers in a pipe', () => {
  const link = pcie('PCIE', 'speed', 'width');
  expect([cell(link, { speed: 32e9, width: 16 }), cell(link, { speed: 32e9, width: 16 }, false)]).toEqual([
    'gen5 x16',
    '32000000000/16',
  ]);
  expect(cell(link, { speed: 7e9, width: 1 })).toBe('7000000000/1');
  expect(cell(link, { speed: null, width: 16 })).toBeNull();
});

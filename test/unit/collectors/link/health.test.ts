// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tests the rules of docs/link-health.md. */

import { expect, test } from 'vitest';
import { judgeHealth } from '../../../../src/collectors/link/health.js';
import { parseLinkPort } from '../../../../src/collectors/link/parse-link-port.js';
import { parseToolAnswer } from '../../../../src/collectors/link/parse-tool-answer.js';
import { LIMITS, type Thresholds } from '../../../../src/collectors/link/thresholds.js';
import { copper, counters, link, noCounters, noLink, optics, printJson, type Rows, type Sections } from './printed.js';

const DEFAULTS = Object.fromEntries(
  Object.entries(LIMITS).map(([key, { fallback }]) => [key, fallback]),
) as unknown as Thresholds;

const verdictOf = (sections: Sections, limits: Partial<Thresholds> = {}): string => {
  const report = parseToolAnswer(printJson(sections));
  if (report === null) throw new Error('no report');
  const port = parseLinkPort(report, { fec: false, eye: false }, () => {});
  const { verdict, why } = judgeHealth(port, { ...DEFAULTS, ...limits });
  return `${verdict}: ${why}`;
};

const QUIET: Rows = { 'Raw Physical BER': '1E-6', 'Link Down Counter': '10' };
const up = (rows: Rows = {}, trouble: Rows = {}, module: Sections = optics()): Sections => ({
  ...link({}, trouble),
  ...module,
  ...counters({ ...QUIET, ...rows }),
});

test('a link at its limits is ok, above one of them it is degraded', () => {
  expect(verdictOf(up())).toBe('ok: null');
  expect(verdictOf(up({ 'Raw Physical BER': '15E-255' }))).toBe('ok: null');
  expect(verdictOf(up({ 'Raw Physical BER': '2E-6' }))).toBe('degraded: raw BER 2E-6 above 1E-6');
  expect(verdictOf(up({ 'Effective Physical BER': '3E-12' }))).toBe('degraded: effective BER 3E-12 above 1E-12');
  expect(verdictOf(up({ 'Symbol BER': '3E-11' }))).toBe('degraded: symbol BER 3E-11 above 1E-12');
  expect(verdictOf(up({ 'Link Down Counter': '11' }))).toBe('degraded: 11 link downs in 1d');
  expect(verdictOf(up({ 'Link Down Counter': '11', 'Time Since Last Clear [Min]': '119.9' }))).toBe(
    'degraded: 11 link downs in 1h',
  );
  expect(verdictOf(up({ 'Raw Physical BER': '2E-9' }), { raw_ber: 1e-9 })).toBe('degraded: raw BER 2E-9 above 1E-9');
});

test('an opcode or a module alarm degrades a link; an opcode without an issue does not', () => {
  const opcodeRows = (opcode: string, text: string): Rows => ({ 'Status Opcode': opcode, Recommendation: text });
  expect(verdictOf(up({}, opcodeRows('15', 'Bad signal integrity')))).toBe('degraded: 15 bad signal integrity');
  for (const opcode of ['0', '128', '1023', 'N/A'])
    expect(verdictOf(up({}, opcodeRows(opcode, 'Whatever')))).toBe('ok: null');
  expect(verdictOf(up({}, {}, optics({ 'Temperature [C]': '73 [-5..72]' })))).toBe('degraded: temperature_high');
  expect(verdictOf(up({}, {}, optics({ 'Voltage [mV]': '2900 [2970..3630]' })))).toBe('degraded: voltage_low');
  expect(verdictOf(up({}, {}, optics({ 'Tx Fault [per lane]': ['0', '1', '0', '1'] })))).toBe('degraded: tx_fault 1,3');
});

test('gives the two most severe reasons', () => {
  const port = up({ 'Raw Physical BER': '2E-6', 'Link Down Counter': '311', 'Symbol BER': '3E-11' });
  expect(verdictOf(port)).toBe('degraded: raw BER 2E-6 above 1E-6; symbol BER 3E-11 above 1E-12');
});

test('raises one alarm for a lane without light, and none for a passive cable', () => {
  const dark = { 'Rx LOS [per lane]': ['1', '1', '0', '1'], 'Rx CDR LOL [per lane]': ['1', '1', '0', '1'] };
  const power = { 'Rx Power Current [dBm]': '-40,-40,1.2,-40 [-9.5..5]' };
  expect(verdictOf(up({}, {}, optics({ ...dark, ...power })))).toBe('degraded: rx_los 0-1,3');
  expect(verdictOf(up({}, {}, copper()))).toBe('ok: null');
});

test('a port that is not active is down: reports the opcode, else the state, and missing light', () => {
  const down = (state: string, trouble: Rows, module: Sections = copper()): Sections => ({
    ...noLink({ State: state }, trouble),
    ...module,
    ...noCounters(),
  });
  const dark = optics({ 'Rx LOS [per lane]': ['1', '1', '1', '1'] });
  const noSignal = { 'Status Opcode': '57', Recommendation: 'Signal not detected. Check the cable.' };
  expect(verdictOf(down('Polling', noSignal, dark))).toBe('down: 57 signal not detected; no light on lanes 0-3');
  expect(verdictOf(down('Polling', noSignal))).toBe('down: 57 signal not detected');
  expect(verdictOf(down('Physical LinkUp', {}))).toBe('down: physical linkup');
  expect(verdictOf({ 'Test Mode Info': { 'RX PRBS Mode': 'PRBS31' } })).toBe('down: under test (PRBS)');
  expect(verdictOf(counters())).toBe('null: null');
});

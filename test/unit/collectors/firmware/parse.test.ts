// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { FLINT as FLINT_TOOL, MANAGER } from '../../../../src/collectors/firmware/commands.js';
import { parse } from '../../../../src/collectors/firmware/parse.js';
import type { RawCard } from '../../../../src/collectors/firmware/raw.js';
import { firmware } from '../../../../src/collectors/firmware.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import { recordsOf } from '../../../../src/core/document.js';
import { statusOfAnswer } from '../../../../src/core/exit-status.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import { BLUEFIELD, CONNECTX, ended, toolAnswer } from '../tool-answers.js';
import { FLINT, FLINT_PENDING, XML_UNOPENED, xmlDevice, xmlOf } from './vendor-texts.js';

type Inputs = {
  readonly card?: typeof CONNECTX;
  readonly flint?: CommandAnswer;
  readonly manager?: CommandAnswer;
  readonly fw_ver?: string | null;
};

/** The record of a card, and each problem as one line. */
const read = ({ card = CONNECTX, flint = ended.ok(FLINT), manager, fw_ver = '28.43.2026' }: Inputs) => {
  const running: FileAnswer | null = fw_ver === null ? null : { kind: 'text', text: `${fw_ver}\n` };
  const raw: RawCard = {
    card,
    flint: toolAnswer(card, FLINT_TOOL, flint),
    manager: manager === undefined ? null : toolAnswer(card, [MANAGER], manager),
    running,
  };
  const parsed = parse({ cards: [raw], unmatched: [] });
  const document = makeDocument(firmware, parsed as never, { host: null, at: new Date(0), seconds: 0 });
  const [record] = recordsOf(document, 'devices');
  return {
    record,
    why: document.problems.map((p) => `${p.severity} [${p.fields.join(' ')}] ${p.code}: ${p.detail}`),
    remarks: parsed.remarks ?? [],
    status: statusOfAnswer(record === undefined ? 0 : 1, document.problems),
  };
};

const COMPLETE = {
  device: 'mlx5_2',
  pci_address: '0000:40:00.0',
  model: 'ConnectX-7',
  board_id: 'MT_0000000838',
  part_number: 'MCX75310AAS-NEA_Ax',
  fw_running: '28.43.2026',
  fw_stored: '28.43.2026',
  fw_pending: null,
  reset_needed: false,
  security: 'secure-fw, dev',
  uefi_version: '14.36.16',
  pxe_version: '3.7.500',
  fw_release_date: '2025-02-03',
  base_guid: 'a088c20300aa0140',
};

test('a card that runs its stored firmware needs no reset', () => {
  expect(read({})).toEqual({ record: COMPLETE, why: [], remarks: [], status: 0 });
});

test('an updated card needs a reset', () => {
  const { record, why, remarks } = read({ flint: ended.ok(FLINT_PENDING), fw_ver: '28.42.1000' });
  expect(record).toEqual({
    ...COMPLETE,
    fw_running: '28.42.1000',
    fw_pending: '28.43.2026',
    reset_needed: true,
  });
  expect({ why, remarks }).toEqual({ why: [], remarks: ['mlx5_2 runs 28.42.1000 until it is reset'] });
});

test('uses the running version of the kernel if flint prints none', () => {
  expect(read({ fw_ver: '28.42.1000' }).record).toMatchObject({ reset_needed: true, fw_pending: '28.43.2026' });
});

test('compares versions as numbers', () => {
  expect(
    read({ flint: ended.ok(FLINT.replace('28.43.2026', '28.43.0106')), fw_ver: '28.43.106' }).record,
  ).toMatchObject({ reset_needed: false, fw_pending: null });
});

test('gives no running version if kernel and flint contradict each other', () => {
  const { record, why, status } = read({ flint: ended.ok(FLINT_PENDING) });
  expect(record).toEqual({ ...COMPLETE, fw_running: null, reset_needed: null });
  expect(why).toEqual([
    'warning [fw_running reset_needed] parse: fw_ver is 28.43.2026, but the tool reports 28.42.1000 as running',
  ]);
  expect(status).toBe(6);
});

test('uses the running version of flint without an RDMA device, if flint prints one', () => {
  expect(read({ fw_ver: null, flint: ended.ok(FLINT_PENDING) }).record).toMatchObject({ fw_running: '28.42.1000' });
  const { record, why, status } = read({ fw_ver: null });
  expect(record).toMatchObject({ fw_running: null, reset_needed: null, fw_stored: '28.43.2026' });
  expect(why).toEqual(['note [fw_running reset_needed] absent: no RDMA device to read the running version from']);
  expect(status).toBe(0);
});

test('takes the part number from mlxfwmanager if flint has none', () => {
  const bare = ended.ok(FLINT.replace(/Part Number.*\n/, ''));
  const xml = xmlOf(xmlDevice(CONNECTX.pciAddress)).replace('MCX75310AAS-NEA_Ax', 'MCX75310AAS-NEA_B1');
  expect(read({ flint: bare, manager: ended.ok(xml) })).toMatchObject({
    record: { ...COMPLETE, part_number: 'MCX75310AAS-NEA_B1' },
    why: [],
  });
  const missing = ended.missing('/usr/bin/mlxfwmanager');
  expect(read({ flint: bare, manager: missing })).toMatchObject({
    record: { ...COMPLETE, part_number: null },
    why: ['note [part_number] not_supported: not reported by flint'],
  });
});

test('uses mlxfwmanager without flint, and names the fields it does not report', () => {
  const { record, why } = read({
    flint: ended.missing('/usr/bin/flint'),
    manager: ended.ok(xmlOf(xmlDevice('40:00.0'))),
  });
  expect(record).toEqual({
    ...COMPLETE,
    security: null,
    fw_release_date: null,
    uefi_version: '14.36.0016',
    pxe_version: '3.7.0500',
  });
  expect(why).toEqual(['note [security fw_release_date] not_supported: not reported by mlxfwmanager']);
});

test('shows the values of the kernel on a restricted host, and why the others are missing', () => {
  const stdout = '-E- Cannot open Device: 0000:03:00.0. HW access is disabled on the device.\n-E- Run "flint …"\n';
  const { record, why, status } = read({ card: BLUEFIELD, flint: ended.failed(1, stdout), fw_ver: '32.43.2402' });
  expect(record).toMatchObject({
    device: 'mlx5_0',
    board_id: 'MT_0000000884',
    fw_running: '32.43.2402',
    fw_stored: null,
  });
  expect(why).toEqual([`warning [] permission: access restricted by the DPU (zero-trust mode)`]);
  expect(status).toBe(6);
});

test.each([
  [
    'the PSID of another board',
    FLINT.replace('0000000838', '0000000884'),
    'output is for PSID MT_0000000884, expected MT_0000000838',
  ],
  ['another text', 'hello\n', 'unexpected output of flint: "hello"'],
  ['no output', '', 'no output'],
])('gives no record if the only card answers with %s', (_, stdout, detail) => {
  const { record, why, status } = read({ flint: ended.ok(stdout) });
  expect(record).toBeUndefined();
  expect(why).toEqual([`warning [] parse: ${detail}`]);
  expect(status).toBe(5);
});

test('shows the values of truncated output, with a reason for the rest', () => {
  const half = FLINT.slice(0, FLINT.indexOf('Base MAC'));
  const { record, why, status } = read({ flint: ended.timedOut(half) });
  expect(record).toEqual({ ...COMPLETE, security: null });
  expect(why).toEqual(['warning [security] timeout: flint: no answer within 5 s, stopped']);
  expect(status).toBe(6);
});

test.each([
  [
    'cannot open the device',
    ended.failed(1, xmlOf(XML_UNOPENED.replace('0000:c3:00.0', CONNECTX.pciAddress))),
    'unreadable: mlxfwmanager: Failed to open device',
  ],
  ['reports another device', ended.ok(xmlOf(xmlDevice('0000:18:00.0'))), 'parse: output is for 0000:18:00.0'],
])('takes nothing from mlxfwmanager if it %s', (_, manager, reason) => {
  const { why } = read({ flint: ended.missing('/usr/bin/flint'), manager });
  expect(why).toEqual([expect.stringContaining(reason)]);
});

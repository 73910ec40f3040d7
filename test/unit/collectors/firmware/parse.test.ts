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
import { FLINT, FLINT_WAITING, XML_SHUT, xmlDevice, xmlOf } from './vendor-texts.js';

type Ends = {
  readonly card?: typeof CONNECTX;
  readonly flint?: CommandAnswer;
  readonly manager?: CommandAnswer;
  readonly fw_ver?: string | null;
};

/** The record of a card, and every reason in a line of its own. */
const read = ({ card = CONNECTX, flint = ended.ok(FLINT), manager, fw_ver = '28.43.2026' }: Ends) => {
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

const WHOLE = {
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

test('a card that runs what it stores', () => {
  expect(read({})).toEqual({ record: WHOLE, why: [], remarks: [], status: 0 });
});

test('a card that was updated waits for its reset', () => {
  const { record, why, remarks } = read({ flint: ended.ok(FLINT_WAITING), fw_ver: '28.42.1000' });
  expect(record).toEqual({
    ...WHOLE,
    fw_running: '28.42.1000',
    fw_pending: '28.43.2026',
    reset_needed: true,
  });
  expect({ why, remarks }).toEqual({ why: [], remarks: ['mlx5_2 runs 28.42.1000 until it is reset'] });
});

test('the kernel knows what runs when flint does not tell', () => {
  expect(read({ fw_ver: '28.42.1000' }).record).toMatchObject({ reset_needed: true, fw_pending: '28.43.2026' });
});

test('versions are compared as numbers', () => {
  expect(
    read({ flint: ended.ok(FLINT.replace('28.43.2026', '28.43.0106')), fw_ver: '28.43.106' }).record,
  ).toMatchObject({ reset_needed: false, fw_pending: null });
});

test('two words about what runs are none', () => {
  const { record, why, status } = read({ flint: ended.ok(FLINT_WAITING) });
  expect(record).toEqual({ ...WHOLE, fw_running: null, reset_needed: null });
  expect(why).toEqual([
    'warning [fw_running reset_needed] parse: fw_ver is 28.43.2026, but the tool reports 28.42.1000 as running',
  ]);
  expect(status).toBe(6);
});

test('without an RDMA device only flint can tell, and it does when another version runs', () => {
  expect(read({ fw_ver: null, flint: ended.ok(FLINT_WAITING) }).record).toMatchObject({ fw_running: '28.42.1000' });
  const { record, why, status } = read({ fw_ver: null });
  expect(record).toMatchObject({ fw_running: null, reset_needed: null, fw_stored: '28.43.2026' });
  expect(why).toEqual(['note [fw_running reset_needed] absent: no RDMA device to read the running version from']);
  expect(status).toBe(0);
});

test('mlxfwmanager tells the part number that flint does not', () => {
  const bare = ended.ok(FLINT.replace(/Part Number.*\n/, ''));
  const xml = xmlOf(xmlDevice(CONNECTX.pciAddress)).replace('MCX75310AAS-NEA_Ax', 'MCX75310AAS-NEA_B1');
  expect(read({ flint: bare, manager: ended.ok(xml) })).toMatchObject({
    record: { ...WHOLE, part_number: 'MCX75310AAS-NEA_B1' },
    why: [],
  });
  const missing = ended.missing('/usr/bin/mlxfwmanager');
  expect(read({ flint: bare, manager: missing })).toMatchObject({
    record: { ...WHOLE, part_number: null },
    why: ['note [part_number] not_supported: flint does not say it'],
  });
});

test('mlxfwmanager stands in for flint, and says what it cannot say', () => {
  const { record, why } = read({
    flint: ended.missing('/usr/bin/flint'),
    manager: ended.ok(xmlOf(xmlDevice('40:00.0'))),
  });
  expect(record).toEqual({
    ...WHOLE,
    security: null,
    fw_release_date: null,
    uefi_version: '14.36.0016',
    pxe_version: '3.7.0500',
  });
  expect(why).toEqual(['note [security fw_release_date] not_supported: not reported by mlxfwmanager']);
});

test('a host that the DPU shuts out sees what the kernel says, and why not more', () => {
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
  ['no card at all', 'hello\n', 'unexpected output of flint: "hello"'],
  ['nothing', '', 'no output'],
])('of a machine whose only card answers with %s there is no answer', (_, stdout, detail) => {
  const { record, why, status } = read({ flint: ended.ok(stdout) });
  expect(record).toBeUndefined();
  expect(why).toEqual([`warning [] parse: ${detail}`]);
  expect(status).toBe(5);
});

test('what came before it stopped is shown, and the rest has a reason', () => {
  const half = FLINT.slice(0, FLINT.indexOf('Base MAC'));
  const { record, why, status } = read({ flint: ended.timedOut(half) });
  expect(record).toEqual({ ...WHOLE, security: null });
  expect(why).toEqual(['warning [security] timeout: flint: no answer within 5 s, stopped']);
  expect(status).toBe(6);
});

test.each([
  [
    'could not open it',
    ended.failed(1, xmlOf(XML_SHUT.replace('0000:c3:00.0', CONNECTX.pciAddress))),
    'unreadable: mlxfwmanager: Failed to open device',
  ],
  ['answers about another', ended.ok(xmlOf(xmlDevice('0000:18:00.0'))), 'parse: output is for 0000:18:00.0'],
])('a mlxfwmanager that %s gives nothing', (_, manager, reason) => {
  const { why } = read({ flint: ended.missing('/usr/bin/flint'), manager });
  expect(why).toEqual([expect.stringContaining(reason)]);
});

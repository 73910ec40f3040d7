// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAnswer, type FirmwareAnswer } from '../../../../src/collectors/firmware/identity.js';
import { parseManagerXml } from '../../../../src/collectors/firmware/parse-manager.js';
import { BLOCK_RUNNING, managerBlock, managerText, XML_RUNNING, XML_SHUT, xmlDevice, xmlOf } from './vendor-texts.js';

const TOLD: FirmwareAnswer = {
  device: '0000:21:00.0',
  stored: '28.43.2026',
  running: null,
  psid: 'MT_0000000838',
  partNumber: 'MCX75310AAS-NEA_Ax',
  baseGuid: 'a088c20300aa0140',
  uefi: '14.36.0016',
  pxe: '3.7.0500',
  releaseDate: null,
  security: null,
  faults: [],
};
const WAITING: FirmwareAnswer = { ...TOLD, device: '0000:61:00.0', running: '28.42.1000' };
const SHUT: FirmwareAnswer = { ...emptyAnswer('Failed to open device'), device: '0000:c3:00.0' };

const XML = xmlOf(xmlDevice('0000:21:00.0'), xmlDevice('0000:61:00.0', XML_RUNNING), XML_SHUT);
const TEXT = managerText(managerBlock(1, '0000:21:00.0'), managerBlock(2, '0000:61:00.0', BLOCK_RUNNING));

test('XML and text say the same of a device', () => {
  expect(parseManagerXml(XML)).toEqual([TOLD, WAITING, SHUT]);
  expect(parseManagerXml(TEXT)).toEqual([TOLD, WAITING]);
});

test('a declaration before the XML changes nothing', () => {
  expect(parseManagerXml(`<?xml version="1.0" encoding="UTF-8"?>\n${XML}`)).toEqual([TOLD, WAITING, SHUT]);
});

test.each([
  [
    'no device',
    '<?xml version="1.0"?>\n<SVMInventory lang="en">\n  <SPStatus result="false">\n    <Message id="20">No devices found or specified</Message>\n  </SPStatus>\n</SVMInventory>\n',
    'No devices found or specified',
  ],
  [
    'an error',
    '-E- No devices found or specified, mst might be stopped\n',
    'No devices found or specified, mst might be stopped',
  ],
  ['one byte', '<', 'not XML of mlxfwmanager'],
  ['half of it', XML.slice(0, XML.length / 2), 'not XML of mlxfwmanager'],
  ['a tag that another one ends', XML.replace('</Status>', '</Description>'), 'not XML of mlxfwmanager'],
  [
    'an attribute twice',
    XML.replace('type="ConnectX7"', 'type="ConnectX7" type="ConnectX7"'),
    'not XML of mlxfwmanager',
  ],
  ['another root', '<Psids>\n</Psids>\n', 'unexpected XML element Psids, expected Devices'],
  [
    'a device without a status',
    xmlOf(xmlDevice('0000:21:00.0').replace(/ *<Status>.*\n/, '')),
    'XML device without versions or status',
  ],
  ['nothing', '', 'unexpected output of mlxfwmanager: ""'],
])('%s is no answer', (_, output, fault) => {
  expect(parseManagerXml(output)).toEqual([emptyAnswer(fault)]);
});

test('a block that does not come to its status is not whole', () => {
  const [answer] = parseManagerXml(managerText(managerBlock(1, '0000:21:00.0').replace(/ {2}Status:.*\n/, '')));
  expect(answer).toEqual({ ...TOLD, faults: ['no Status'] });
});

test('a word of a block that comes twice with two values is none', () => {
  const twice = managerBlock(1, '0000:21:00.0').replace('     PXE', '     FW             28.42.1000     N/A\n     PXE');
  const [answer] = parseManagerXml(managerText(twice));
  expect(answer).toEqual({ ...TOLD, stored: null, faults: ['duplicate FW for one device'] });
});

test('what mlxup asks after the status is not read', () => {
  const asked = `${TEXT}---------\nFound 2 device(s) requiring firmware update...\n\nPerform FW update? [y/N]: `;
  expect(parseManagerXml(asked)).toEqual([TOLD, WAITING]);
});

describe.each([
  ['XML', XML],
  ['text', TEXT],
])('spoilt %s', (_, output) => {
  const truth = new Map([TOLD, WAITING, SHUT].map((answer) => [answer.device, answer]));
  const expectTruth = (answers: readonly FirmwareAnswer[]): void => {
    // What belongs to no device is looked for by none.
    for (const answer of answers.filter(({ device }) => truth.has(device))) {
      const { faults: _faults, ...values } = answer;
      for (const [key, value] of Object.entries(values)) {
        expect([truth.get(answer.device)?.[key as keyof FirmwareAnswer], null]).toContain(value);
      }
    }
  };

  test('cut anywhere: no value is wrong', () => {
    fc.assert(
      fc.property(fc.nat({ max: output.length }), (length) => expectTruth(parseManagerXml(output.slice(0, length)))),
    );
  });

  test('a line lost or doubled: no value is wrong', () => {
    const lines = output.split('\n');
    for (const i of lines.keys()) {
      expectTruth(parseManagerXml(lines.toSpliced(i, 1).join('\n')));
      expectTruth(parseManagerXml(lines.toSpliced(i, 0, lines[i] ?? '').join('\n')));
    }
  });
});

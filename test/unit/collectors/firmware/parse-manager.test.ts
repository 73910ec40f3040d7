// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAnswer, type FirmwareAnswer } from '../../../../src/collectors/firmware/identity.js';
import { parseManagerXml } from '../../../../src/collectors/firmware/parse-manager.js';
import {
  BLOCK_RUNNING,
  managerBlock,
  managerText,
  XML_RUNNING,
  XML_UNOPENED,
  xmlDevice,
  xmlOf,
} from './vendor-texts.js';

const REPORT: FirmwareAnswer = {
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
  errors: [],
};
const PENDING: FirmwareAnswer = { ...REPORT, device: '0000:61:00.0', running: '28.42.1000' };
const UNOPENED: FirmwareAnswer = { ...emptyAnswer('Failed to open device'), device: '0000:c3:00.0' };

const XML = xmlOf(xmlDevice('0000:21:00.0'), xmlDevice('0000:61:00.0', XML_RUNNING), XML_UNOPENED);
const TEXT = managerText(managerBlock(1, '0000:21:00.0'), managerBlock(2, '0000:61:00.0', BLOCK_RUNNING));

test('parses XML and text of a device equally', () => {
  expect(parseManagerXml(XML)).toEqual([REPORT, PENDING, UNOPENED]);
  expect(parseManagerXml(TEXT)).toEqual([REPORT, PENDING]);
});

test('accepts an XML declaration', () => {
  expect(parseManagerXml(`<?xml version="1.0" encoding="UTF-8"?>\n${XML}`)).toEqual([REPORT, PENDING, UNOPENED]);
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
  ['half of the XML', XML.slice(0, XML.length / 2), 'not XML of mlxfwmanager'],
  ['a mismatched end tag', XML.replace('</Status>', '</Description>'), 'not XML of mlxfwmanager'],
  [
    'a repeated attribute',
    XML.replace('type="ConnectX7"', 'type="ConnectX7" type="ConnectX7"'),
    'not XML of mlxfwmanager',
  ],
  ['another root', '<Psids>\n</Psids>\n', 'unexpected XML element Psids, expected Devices'],
  [
    'a device without a status',
    xmlOf(xmlDevice('0000:21:00.0').replace(/ *<Status>.*\n/, '')),
    'XML device without versions or status',
  ],
  ['an empty text', '', 'unexpected output of mlxfwmanager: ""'],
])('gives no devices for %s', (_, output, error) => {
  expect(parseManagerXml(output)).toEqual([emptyAnswer(error)]);
});

test('reports a block without a status as incomplete', () => {
  const [answer] = parseManagerXml(managerText(managerBlock(1, '0000:21:00.0').replace(/ {2}Status:.*\n/, '')));
  expect(answer).toEqual({ ...REPORT, errors: ['no Status'] });
});

test('rejects a repeated key with different values in a block', () => {
  const twice = managerBlock(1, '0000:21:00.0').replace('     PXE', '     FW             28.42.1000     N/A\n     PXE');
  const [answer] = parseManagerXml(managerText(twice));
  expect(answer).toEqual({ ...REPORT, stored: null, errors: ['duplicate FW for one device'] });
});

test('ignores the prompts of mlxup after the status', () => {
  const withPrompt = `${TEXT}---------\nFound 2 device(s) requiring firmware update...\n\nPerform FW update? [y/N]: `;
  expect(parseManagerXml(withPrompt)).toEqual([REPORT, PENDING]);
});

describe.each([
  ['XML', XML],
  ['text', TEXT],
])('damaged %s', (_, output) => {
  const correct = new Map([REPORT, PENDING, UNOPENED].map((answer) => [answer.device, answer]));
  const expectCorrect = (answers: readonly FirmwareAnswer[]): void => {
    // Only devices that exist are looked up.
    for (const answer of answers.filter(({ device }) => correct.has(device))) {
      const { errors: _faults, ...values } = answer;
      for (const [key, value] of Object.entries(values)) {
        expect([correct.get(answer.device)?.[key as keyof FirmwareAnswer], null]).toContain(value);
      }
    }
  };

  test('gives no wrong value when truncated', () => {
    fc.assert(
      fc.property(fc.nat({ max: output.length }), (length) => expectCorrect(parseManagerXml(output.slice(0, length)))),
    );
  });

  test('gives no wrong value when a line is missing or repeated', () => {
    const lines = output.split('\n');
    for (const i of lines.keys()) {
      expectCorrect(parseManagerXml(lines.toSpliced(i, 1).join('\n')));
      expectCorrect(parseManagerXml(lines.toSpliced(i, 0, lines[i] ?? '').join('\n')));
    }
  });
});

// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FirmwareAnswer } from '../../../../src/collectors/firmware/identity.js';
import { parseFlint } from '../../../../src/collectors/firmware/parse-flint.js';
import { FLINT, FLINT_WAITING } from './vendor-texts.js';

const TOLD: FirmwareAnswer = {
  device: null,
  stored: '28.43.2026',
  running: null,
  psid: 'MT_0000000838',
  partNumber: 'MCX75310AAS-NEA_Ax',
  baseGuid: 'a088c20300aa0140',
  uefi: '14.36.16',
  pxe: '3.7.500',
  releaseDate: '2025-02-03',
  security: 'secure-fw, dev',
  faults: [],
};

test('every key of a full query', () => {
  expect(parseFlint(FLINT)).toEqual(TOLD);
  expect(parseFlint(FLINT_WAITING)).toEqual({ ...TOLD, running: '28.42.1000' });
});

test('what the tool has no value for is null, and no fault', () => {
  const bare = FLINT.replace('a088c20300aa0140        8', 'N/A                     8')
    .replace('secure-fw, dev', 'N/A')
    .replace(/Rom Info:[\s\S]*AMD64\nDesc/, 'Rom Info:              N/A\nDesc')
    .replace(/Part Number.*\n/, '');
  expect(parseFlint(bare)).toEqual({
    ...TOLD,
    baseGuid: null,
    security: null,
    uefi: null,
    pxe: null,
    partNumber: null,
  });
});

test('a ConnectX-3 has no security attributes to tell', () => {
  const old = FLINT.replace('FS4', 'FS2').replace(/Security[\s\S]*/, '');
  expect(parseFlint(old)).toMatchObject({ security: null, psid: 'MT_0000000838', faults: [] });
});

test('a key that comes twice with two values has none', () => {
  const twice = FLINT.replace('PSID:', 'PSID:                  MT_0000000884\nPSID:');
  expect(parseFlint(twice)).toEqual({ ...TOLD, psid: null, faults: ['PSID twice'] });
});

test.each([
  ['an impossible date', '3.2.2025', '31.2.2025', 'releaseDate', 'FW Release Date "31.2.2025"'],
  ['half a version', '28.43.2026\nFW', '28.\nFW', 'stored', 'FW Version "28."'],
  ['a PSID that is none', 'MT_0000000838', 'MT_0000 0838', 'psid', 'PSID "MT_0000 0838"'],
  ['a GUID that is none', 'a088c20300aa0140', 'a088c20300aa014', 'baseGuid', 'Base GUID "a088c20300aa014        8"'],
  [
    'a boot image without a version',
    'version=14.36.16',
    'version=x',
    'uefi',
    'Rom Info "type=UEFI version=x cpu=AMD64,AARCH64"',
  ],
] as const)('%s is a fault and no value', (_, from, to, field, fault) => {
  expect(parseFlint(FLINT.replace(from, to))).toEqual({ ...TOLD, [field]: null, faults: [fault] });
});

test.each([
  [
    '-E- Cannot open Device: 0000:21:00.0. No such file or directory. MFE_CR_ERROR\n',
    'Cannot open Device: 0000:21:00.0. No such file or directory. MFE_CR_ERROR',
  ],
  ['', 'unexpected output of flint: ""'],
  ['I', 'unexpected output of flint: "I"'],
  ['Invalid command: bogus\nNAME\n', 'unexpected output of flint: "Invalid command: bogus"'],
])('%j is no answer', (text, fault) => {
  const answer = parseFlint(text);
  expect(answer.faults).toEqual([fault]);
  expect(Object.values({ ...answer, faults: null }).every((value) => value === null)).toBe(true);
});

/** Every value is the true one or none; the running version is told only by its own line, whose loss nobody can see. */
const expectTruth = (answer: FirmwareAnswer): void => {
  const truth: Readonly<Record<string, unknown>> = { ...TOLD, running: '28.42.1000' };
  for (const [key, value] of Object.entries(answer)) {
    if (key !== 'faults') expect([truth[key], null]).toContain(value);
  }
};

test('cut anywhere: no value is wrong, and it is never taken for whole', () => {
  fc.assert(
    fc.property(fc.nat({ max: FLINT_WAITING.indexOf('Security Attributes') }), (length) => {
      const answer = parseFlint(FLINT_WAITING.slice(0, length));
      expectTruth(answer);
      expect(answer.faults.length).toBeGreaterThan(0);
    }),
  );
});

test('a line lost or doubled: no value is wrong', () => {
  const lines = FLINT_WAITING.split('\n');
  for (const i of lines.keys()) {
    expectTruth(parseFlint(lines.toSpliced(i, 1).join('\n')));
    expectTruth(parseFlint(lines.toSpliced(i, 0, lines[i] ?? '').join('\n')));
  }
});

test('any text at all: never a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expectTruth(parseFlint(text));
    }),
  );
});

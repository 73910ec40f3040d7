// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FirmwareAnswer } from '../../../../src/collectors/firmware/identity.js';
import { parseFlint } from '../../../../src/collectors/firmware/parse-flint.js';
import { FLINT, FLINT_PENDING } from './vendor-texts.js';

const REPORT: FirmwareAnswer = {
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
  errors: [],
};

test('parses every key of a full query', () => {
  expect(parseFlint(FLINT)).toEqual(REPORT);
  expect(parseFlint(FLINT_PENDING)).toEqual({ ...REPORT, running: '28.42.1000' });
});

test('gives null without an error for missing values', () => {
  const bare = FLINT.replace('a088c20300aa0140        8', 'N/A                     8')
    .replace('secure-fw, dev', 'N/A')
    .replace(/Rom Info:[\s\S]*AMD64\nDesc/, 'Rom Info:              N/A\nDesc')
    .replace(/Part Number.*\n/, '');
  expect(parseFlint(bare)).toEqual({
    ...REPORT,
    baseGuid: null,
    security: null,
    uefi: null,
    pxe: null,
    partNumber: null,
  });
});

test('accepts a ConnectX-3 without security attributes', () => {
  const old = FLINT.replace('FS4', 'FS2').replace(/Security[\s\S]*/, '');
  expect(parseFlint(old)).toMatchObject({ security: null, psid: 'MT_0000000838', errors: [] });
});

test('rejects a repeated key with different values', () => {
  const twice = FLINT.replace('PSID:', 'PSID:                  MT_0000000884\nPSID:');
  expect(parseFlint(twice)).toEqual({ ...REPORT, psid: null, errors: ['duplicate PSID'] });
});

test.each([
  ['an impossible date', '3.2.2025', '31.2.2025', 'releaseDate', 'FW Release Date "31.2.2025"'],
  ['an incomplete version', '28.43.2026\nFW', '28.\nFW', 'stored', 'FW Version "28."'],
  ['a malformed PSID', 'MT_0000000838', 'MT_0000 0838', 'psid', 'PSID "MT_0000 0838"'],
  ['a malformed GUID', 'a088c20300aa0140', 'a088c20300aa014', 'baseGuid', 'Base GUID "a088c20300aa014        8"'],
  [
    'a boot image without a version',
    'version=14.36.16',
    'version=x',
    'uefi',
    'Rom Info "type=UEFI version=x cpu=AMD64,AARCH64"',
  ],
] as const)('reports %s as an error without a value', (_, from, to, field, error) => {
  expect(parseFlint(FLINT.replace(from, to))).toEqual({ ...REPORT, [field]: null, errors: [error] });
});

test.each([
  [
    '-E- Cannot open Device: 0000:21:00.0. No such file or directory. MFE_CR_ERROR\n',
    'Cannot open Device: 0000:21:00.0. No such file or directory. MFE_CR_ERROR',
  ],
  ['', 'unexpected output of flint: ""'],
  ['I', 'unexpected output of flint: "I"'],
  ['Invalid command: bogus\nNAME\n', 'unexpected output of flint: "Invalid command: bogus"'],
])('gives no values for %j', (text, error) => {
  const answer = parseFlint(text);
  expect(answer.errors).toEqual([error]);
  expect(Object.values({ ...answer, errors: null }).every((value) => value === null)).toBe(true);
});

/** Each value is correct or null. The running version has its own line, and its loss cannot be detected. */
const expectCorrect = (answer: FirmwareAnswer): void => {
  const correct: Readonly<Record<string, unknown>> = { ...REPORT, running: '28.42.1000' };
  for (const [key, value] of Object.entries(answer)) {
    if (key !== 'errors') expect([correct[key], null]).toContain(value);
  }
};

test('gives no wrong value for truncated output, and reports the truncation', () => {
  fc.assert(
    fc.property(fc.nat({ max: FLINT_PENDING.indexOf('Security Attributes') }), (length) => {
      const answer = parseFlint(FLINT_PENDING.slice(0, length));
      expectCorrect(answer);
      expect(answer.errors.length).toBeGreaterThan(0);
    }),
  );
});

test('gives no wrong value when a line is missing or repeated', () => {
  const lines = FLINT_PENDING.split('\n');
  for (const i of lines.keys()) {
    expectCorrect(parseFlint(lines.toSpliced(i, 1).join('\n')));
    expectCorrect(parseFlint(lines.toSpliced(i, 0, lines[i] ?? '').join('\n')));
  }
});

test('never throws for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expectCorrect(parseFlint(text));
    }),
  );
});

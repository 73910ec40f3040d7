// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import { errnoOfMessage, parseGrepOutput } from '../../../../src/host/files/grep-output.js';

const text = (of: string): FileAnswer => ({ kind: 'text', text: of });
const error = (errno: string): FileAnswer =>
  /^E[A-Z]+$/.test(errno) ? { kind: 'error', errno } : { kind: 'error', errno: 'EIO', detail: errno };

/** As `grep -Z` writes it: the name, NUL, the line. */
const told = (...pairs: readonly (readonly [file: string, line: string])[]): string =>
  pairs.map((pair) => `${pair.join('\u0000')}\n`).join('');

test('each line is of the file before its NUL, and a file of several lines is one text', () => {
  const uevent = ['A=1', '', 'B=2'].map((line) => ['sys/a/uevent', line] as const);
  const stdout = told(['sys/a/state', '4: ACTIVE'], ...uevent, ['sys/a/rate', '200 Gb/sec (4X HDR)']);
  expect([...parseGrepOutput(stdout, '')]).toEqual([
    ['sys/a/state', text('4: ACTIVE')],
    ['sys/a/uevent', text('A=1\n\nB=2')],
    ['sys/a/rate', text('200 Gb/sec (4X HDR)')],
  ]);
});

test.each([
  ['No such file or directory', 'ENOENT'],
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['Invalid argument', 'EINVAL'],
  ['Operation not supported', 'EOPNOTSUPP'],
  ['Input/output error', 'EIO'],
  ['No such device', 'ENODEV'],
  ['No such device or address', 'ENXIO'],
  ['Is a directory', 'EISDIR'],
  ['Device or resource busy', 'EBUSY'],
  ['Connection timed out', 'ETIMEDOUT'],
  ['Too many levels of symbolic links', 'ELOOP'],
  ['Remote I/O error', 'EREMOTEIO'],
  ['Something that no libc said before', 'Something that no libc said before'],
])('“%s” is %s', (reason, errno) => {
  for (const program of ['grep', '/usr/bin/grep', './grep']) {
    expect([...parseGrepOutput('', `${program}: sys/a/b: ${reason}\n`)]).toEqual([['sys/a/b', error(errno)]]);
    expect(errnoOfMessage(`${program}: sys/a/b: ${reason}\n`)).toBeNull();
  }
});

test('a file that failed after some lines has no text: the error holds', () => {
  expect([...parseGrepOutput(told(['f', 'one'], ['g', '7']), 'grep: f: Input/output error\n')]).toEqual([
    ['f', error('EIO')],
    ['g', text('7')],
  ]);
});

test('ignores a cut line, on either stream', () => {
  const stdout = told(['f', '123'], ['g', '456']).slice(0, -2);
  expect([...parseGrepOutput(stdout, 'grep: h: Invalid argument\ngrep: i: Invalid arg')]).toEqual([
    ['f', text('123')],
    ['h', error('EINVAL')],
  ]);
  expect([...parseGrepOutput(told(['f', '123']).slice(0, -1), 'grep: h: Invalid argument')]).toEqual([]);
});

// Whatever a path may hold that is opened at all: control characters are refused before.
const character = fc.oneof(
  fc.constantFrom(':', ' ', '-', '.', 'a', '\u2028', 'ü'),
  fc.integer({ min: 0x20, max: 0xfffc }).map((c) => String.fromCharCode(c)),
);
const plain = fc.string({ unit: character, minLength: 1, maxLength: 12 }).filter((s) => !/[\p{Cc}\p{Cs}]/u.test(s));
const paths = fc.oneof(
  plain,
  fc.tuple(plain, plain).map((parts) => parts.join(': ')),
);
const lines = fc.array(
  fc
    .string({ unit: fc.integer({ min: 0, max: 0x7f }).map((c) => String.fromCharCode(c)) })
    .map((s) => s.replaceAll('\n', '')),
  { minLength: 1, maxLength: 3 },
);
const REASONS = {
  EINVAL: 'Invalid argument',
  EIO: 'Input/output error',
  ENODEV: 'No such device',
  odd: 'odd',
} as const;
const reading = fc.record({
  path: paths,
  lines: fc.option(lines, { nil: null }),
  errno: fc.option(fc.constantFrom(...(['EINVAL', 'EIO', 'ENODEV', 'odd'] as const)), { nil: null }),
});
type Read = { readonly path: string; readonly lines: readonly string[] | null };
const linesOf = (files: readonly Read[]): string =>
  told(...files.flatMap((f) => (f.lines ?? []).map((line) => [f.path, line] as const)));

const readings = fc.uniqueArray(reading, { selector: (one) => one.path, maxLength: 6 });

test('whatever files are called and hold, each answer is of its own file', () => {
  fc.assert(
    fc.property(readings, (files) => {
      const stdout = linesOf(files);
      const stderr = files.map((f) => (f.errno === null ? '' : `grep: ${f.path}: ${REASONS[f.errno]}\n`)).join('');
      const expected = files
        .filter((f) => f.lines !== null || f.errno !== null)
        .map((f): [string, FileAnswer] => [
          f.path,
          f.errno === null ? text(f.lines?.join('\n') ?? '') : error(f.errno),
        ]);
      expect(parseGrepOutput(stdout, stderr)).toEqual(new Map(expected));
      expect(errnoOfMessage(stderr)).toBeNull();
    }),
    { numRuns: 500, examples: [[[{ path: 'a\u2028b', lines: null, errno: 'EIO' }]]] },
  );
});

test('wherever the output is cut, the answers are those without the cut line', () => {
  fc.assert(
    fc.property(readings, fc.nat(200), (files, end) => {
      const stdout = linesOf(files);
      const cut = stdout.slice(0, end);
      expect(parseGrepOutput(cut, '')).toEqual(parseGrepOutput(cut.slice(0, cut.lastIndexOf('\n') + 1), ''));
    }),
  );
});

test.each([
  [
    'BusyBox',
    'grep: unrecognized option: Z\nBusyBox v1.36.1 (2023-07-27) multi-call binary.\n\nUsage: grep [-HhnlLoqvsrRiwFE]\n',
    'BusyBox v1.36.1 (2023-07-27) multi-call binary.',
  ],
  ['an older BusyBox', "grep: invalid option -- 'Z'\nBusyBox v1.30.1\n", "grep: invalid option -- 'Z'"],
  ['a grep that gave up', 'grep: f: Invalid argument\ngrep: memory exhausted\n', 'grep: memory exhausted'],
  ['a line that was cut', 'grep: memory exh', 'grep: memory exh'],
])('%s complains of no file', (_what, stderr, complaint) => {
  expect(errnoOfMessage(stderr)).toBe(complaint);
});

test('finds no message in empty output or in errors about files', () => {
  expect(errnoOfMessage('')).toBeNull();
  expect(errnoOfMessage('grep: a: b: Permission denied\ngrep: c: Is a directory\n')).toBeNull();
});

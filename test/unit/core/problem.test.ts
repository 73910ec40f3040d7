// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { codeOfErrno, type Finding, foldFindings, type ProblemCode, reasonOf } from '../../../src/core/problem.js';

const finding = (more: Partial<Finding> = {}): Finding => ({
  type: 'ports',
  where: 'mlx5_4/1',
  field: 'symbol_error',
  code: 'saturated',
  detail: 'at register maximum',
  ...more,
});

test('fields of one record and one cause are one problem, each named once, in the order of the first of each cause', () => {
  const problems = foldFindings(
    [
      finding(),
      finding({ where: 'mlx5_5/1' }),
      finding({ field: 'link_downed' }),
      finding(),
      finding({ field: 'lid', code: 'unreadable', detail: 'EIO' }),
      finding({ field: 'rate', code: 'unreadable', detail: 'EBUSY' }),
    ],
    false,
  );
  expect(problems.map(({ where, fields, detail }) => [where, fields.join(), detail])).toEqual([
    ['mlx5_4/1', 'symbol_error,link_downed', 'at register maximum'],
    ['mlx5_5/1', 'symbol_error', 'at register maximum'],
    ['mlx5_4/1', 'lid', 'EIO'],
    ['mlx5_4/1', 'rate', 'EBUSY'],
  ]);
});

test('a finding without a field is about the whole record and keeps what to do next', () => {
  expect(
    foldFindings([finding({ where: '', field: null, code: 'absent', detail: 'none', fix: 'lspci' })], false),
  ).toEqual([{ type: 'ports', where: '', fields: [], severity: 'note', code: 'absent', detail: 'none', fix: 'lspci' }]);
});

const severities = (needsRoot: boolean): Record<string, string> => {
  const codes: ProblemCode[] = [
    'absent',
    'not_supported',
    'saturated',
    'permission',
    'unreadable',
    'timeout',
    'denied',
    'parse',
  ];
  const problems = foldFindings(
    codes.map((code) => finding({ code, field: code })),
    needsRoot,
  );
  return Object.fromEntries(problems.map((p) => [p.code, p.severity]));
};

test('what the machine does not have is a note, what was not read is a warning', () => {
  expect(severities(false)).toEqual({
    absent: 'note',
    not_supported: 'note',
    saturated: 'note',
    permission: 'note',
    unreadable: 'warning',
    timeout: 'warning',
    denied: 'warning',
    parse: 'warning',
  });
});

test('a missing permission is a warning only where the whole provider needs root', () => {
  expect(severities(true)).toEqual({ ...severities(false), permission: 'warning' });
});

test('a finding that gives its own severity keeps it, and is not folded into one of the other', () => {
  const problems = foldFindings([finding({ code: 'absent' }), finding({ code: 'absent', severity: 'warning' })], false);
  expect(problems.map((p) => p.severity)).toEqual(['note', 'warning']);
});

test.each([
  ['absent', ['ENOENT', 'ENODEV', 'ENXIO']],
  ['not_supported', ['EINVAL', 'EOPNOTSUPP']],
  ['permission', ['EACCES', 'EPERM']],
  ['unreadable', ['EIO', 'EBUSY', 'ETIMEDOUT', 'ELOOP', 'not recorded', 'No such thing at all', '']],
])('%s is the reason of %j', (code, errnos) => {
  expect(errnos.map(codeOfErrno)).toEqual(errnos.map(() => code));
});

test('a timeout names the file that never answered, or that its turn never came', () => {
  const path = '/sys/class/infiniband/mlx5_2/ports/1/state';
  expect(reasonOf({ kind: 'timeout', hungPath: path, seconds: 10 })).toEqual({
    code: 'timeout',
    detail: `no answer within 10 s: ${path}; skipped the rest`,
  });
  expect(reasonOf({ kind: 'timeout', hungPath: null, seconds: 0.5 })).toEqual({
    code: 'timeout',
    detail: 'not reached within 0.5 s',
  });
  expect(reasonOf({ kind: 'error', errno: 'EIO' })).toEqual({ code: 'unreadable', detail: 'EIO' });
});

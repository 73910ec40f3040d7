// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/core/error.js';
import { EXIT_STATUSES, statusOfAnswer, statusOfError } from '../../../src/core/exit-status.js';
import type { Problem, ProblemCode, Severity } from '../../../src/core/problem.js';

const problem = (severity: Severity, code: ProblemCode): Problem => ({
  type: 'ports',
  where: 'mlx5_0/1',
  fields: [],
  severity,
  code,
  detail: '',
});
const SATURATED = problem('note', 'saturated');
const UNREADABLE = problem('warning', 'unreadable');
const NOT_UNDERSTOOD = problem('warning', 'parse');

test.each<[string, number, readonly Problem[], number]>([
  ['everything was read', 8, [], 0],
  ['there are only notes', 8, [SATURATED], 0],
  ['there is nothing and no reason to worry', 0, [problem('note', 'absent')], 0],
  ['something was not read', 8, [SATURATED, UNREADABLE], 6],
  ['something was not understood', 8, [NOT_UNDERSTOOD], 6],
  ['nothing could be read', 0, [UNREADABLE], 4],
  ['nothing could be understood', 0, [SATURATED, NOT_UNDERSTOOD], 5],
  ['nothing could be read and nothing understood', 0, [NOT_UNDERSTOOD, UNREADABLE], 4],
])('when %s (%i records)', (_when, records, problems, status) => {
  expect(statusOfAnswer(records, problems)).toBe(status);
});

test('an error without an answer has the status of its kind, and help knows every status', () => {
  const statuses: Record<ErrorCode, number> = {
    bug: 1,
    usage: 2,
    denied: 3,
    not_found: 4,
    permission: 4,
    tool_missing: 4,
    tool_failed: 4,
    unreadable: 4,
    output: 4,
    recording: 5,
    busy: 4,
    descriptors: 4,
    interrupted: 130,
  };
  const codes = Object.keys(statuses) as ErrorCode[];
  expect(Object.fromEntries(codes.map((code) => [code, statusOfError(code)]))).toEqual(statuses);
  expect(EXIT_STATUSES.map(({ status }) => status)).toEqual([0, 1, 2, 3, 4, 5, 6, 10, 129, 130, 143]);
});

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('an interruption by %s has the status %i, as a shell reports it', (signal, status) => {
  expect(statusOfError('interrupted', signal)).toBe(status);
});
